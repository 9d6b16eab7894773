// SPDX-License-Identifier: Apache-2.0
#include "core/project/dataset_exchange.h"

#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/io/export_check.h"
#include "core/engine/recipe/file_hash.h"
#include "core/image/image_io.h"
#include "core/project/box_carry.h"
#include "core/project/reference_import.h"
#include "core/project/sample_project.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::dataset_exchange_test {

using destudio::test::ProjectFixture;
namespace fs = std::filesystem;

class DatasetExchangeTest : public QObject {
    Q_OBJECT

    static cv::Mat picture(int width, int height, int shade = 100) {
        return {height, width, CV_8UC3, cv::Scalar(shade, 20, 30)};
    }

private slots:
    void exports_what_was_reviewed() {
        ProjectFixture f;
        f.project->classes().find_or_add("bird");
        const RowId reference = f.add_reference("my street.png");
        const RowId accepted = f.add_variant(reference, 0.6);
        const RowId edited = f.add_variant(reference, 0.9);
        f.project->variants().set_state(f.add_variant(reference, 0.3), VariantState::kRejected);
        f.project->variants().add_failed(reference, ProjectFixture::recipe(), "No memory.");
        f.project->variants().set_state(accepted, VariantState::kAccepted);
        f.project->variants().set_state(edited, VariantState::kEdited);
        auto rows = f.project->annotations().materialise(edited, 0.3);
        rows[0].box = {-5, 2, 90, 40};  // sticks out: cut on export
        rows[0].ignore = true;
        f.project->annotations().replace(edited, {rows[0]});

        const auto exported = export_dataset(*f.project, 0.3, {VariantState::kAccepted, VariantState::kEdited});
        const auto& dataset = exported.dataset;
        QVERIFY(dataset.classes == (std::vector<std::string>{"bird", "cat", "dog"}));
        QCOMPARE(dataset.images.size(), std::size_t{2});
        QCOMPARE(dataset.images[0].file_name, std::string("my_street_r060_s7.png"));
        QVERIFY(dataset.images[0].confirmed);
        QCOMPARE(dataset.annotations.size(), std::size_t{3});
        QCOMPARE(dataset.annotations[0].class_index, 1);
        QCOMPARE(dataset.annotations[0].score.value(), 0.9);
        QVERIFY(dataset.annotations[2].box == (Box{0, 2, 64, 40}));
        QVERIFY(dataset.annotations[2].ignore);
        QCOMPARE(export_dataset(*f.project, 0.95, {VariantState::kAccepted}).dataset.annotations.size(),
                 std::size_t{0});
        QCOMPARE(export_dataset(*f.project, 0.3, {VariantState::kFailed}).dataset.images.size(), std::size_t{0});

        for (const char* name : {"coco", "voc", "yolo"}) {
            const auto& format = dataset::find_format(name);
            const fs::path out = f.file.parent_path() / name;
            format.write({dataset, exported.images, out});
            const auto issues = dataset::check_export(format, out);
            QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].what.c_str());
        }
        // The picture is the variant's file itself, recipe included.
        QVERIFY(read_png_text(f.file.parent_path() / "coco" / "images" / "my_street_r060_s7.png", kRecipeKeyword));
    }

    void imports_folders_of_images() {
        ProjectFixture f;
        const fs::path folder = f.file.parent_path() / "in";
        save_png(folder / "b.png", picture(20, 10));
        save_png(folder / "a" / "a.PNG", picture(30, 10, 7));
        save_png(folder / "a" / "same.png", picture(20, 10));
        save_png(folder / ".hidden" / "c.png", picture(5, 5));
        write_file_atomically(folder / "d.jpg", "no picture");
        write_file_atomically(folder / "notes.txt", "no picture either");
        const auto scan = scan_image_folder(folder);
        QCOMPARE(scan.entries.size(), std::size_t{3});
        QCOMPARE(scan.problems.size(), std::size_t{1});
        const auto report = add_references(*f.project, scan);
        QCOMPARE(report.references.size(), std::size_t{2});
        QCOMPARE(report.problems.size(), std::size_t{2});
        const auto all = f.project->references().all();
        QCOMPARE(all[0].path.filename().string(), std::string("a.PNG"));
        QVERIFY(all[0].size == (Size{30, 10}));
        QCOMPARE(all[0].hash, file_sha256(all[0].path));
        QCOMPARE(add_references(*f.project, scan).references.size(), std::size_t{0});
        QVERIFY_THROWS_EXCEPTION(IoError, scan_image_folder(folder / "none"));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(CancelledError, scan_image_folder(folder, stop.get_token()));
    }

    void imports_coco_with_captions_and_boxes() {
        ProjectFixture f;
        f.project->classes().find_or_add("dog");
        const fs::path folder = f.file.parent_path() / "set";
        save_png(folder / "images" / "a.png", picture(20, 10));
        save_png(folder / "images" / "b.png", picture(21, 10));
        write_file_atomically(folder / "annotations.json", R"({"info": {}, "licenses": [], "images": [
            {"id": 5, "file_name": "a.png", "width": 20, "height": 10, "caption": "A cat."},
            {"id": 6, "file_name": "b.png", "width": 99, "height": 10},
            {"id": 7, "file_name": "gone.png", "width": 9, "height": 9}],
            "annotations": [{"id": 1, "image_id": 5, "category_id": 2, "bbox": [1, 2, 3, 4], "area": 12, "iscrowd": 0}],
            "categories": [{"id": 2, "name": "cat"}, {"id": 4, "name": "dog"}]})");
        const auto report = add_references(*f.project, scan_coco(folder / "annotations.json"));
        QCOMPARE(report.references.size(), std::size_t{1});
        QCOMPARE(report.problems.size(), std::size_t{2});
        QCOMPARE(f.project->references().get(report.references[0]).caption, std::string("A cat."));
        const auto boxes = f.project->references().boxes(report.references[0]);
        QCOMPARE(boxes.size(), std::size_t{1});
        QVERIFY(boxes[0].box == (Box{1, 2, 4, 6}));
        QCOMPARE(boxes[0].class_id, f.project->classes().find("cat")->id);
        QCOMPARE(f.project->classes().all()[0].name, std::string("dog"));
    }

    void keeps_crowd_regions_as_ignored_ones() {
        ProjectFixture f;
        const fs::path folder = f.file.parent_path() / "set";
        cv::Mat noise(64, 64, CV_8UC3);
        for (int i = 0; i < 64 * 64 * 3; ++i) {
            noise.data[i] = static_cast<unsigned char>(i * i / 7 % 251);
        }
        save_png(folder / "images" / "a.png", noise);
        write_file_atomically(folder / "annotations.json", R"({"info": {}, "licenses": [], "images": [
            {"id": 5, "file_name": "a.png", "width": 64, "height": 64}],
            "annotations": [
                {"id": 1, "image_id": 5, "category_id": 2, "bbox": [1, 2, 3, 4], "area": 12, "iscrowd": 0},
                {"id": 2, "image_id": 5, "category_id": 2, "bbox": [20, 10, 30, 40], "area": 1200, "iscrowd": 1}],
            "categories": [{"id": 2, "name": "cat"}]})");
        const RowId reference = add_references(*f.project, scan_coco(folder / "annotations.json")).references.at(0);
        const auto boxes = f.project->references().boxes(reference);
        QCOMPARE(boxes.size(), std::size_t{2});
        QVERIFY(!boxes[0].ignore);
        QVERIFY(boxes[1].ignore);
        QVERIFY(boxes[1].box == (Box{20, 10, 50, 50}));

        // Carried to a variant that still shows it, it leaves as a crowd region again.
        Variant variant;
        variant.recipe = ProjectFixture::recipe();
        variant.recipe.crop = {0, 0, 64, 64};
        variant.image = noise;
        f.project->variants().add(reference, variant, {"cat"});
        const auto carried =
            plan_carries(*f.project, reference, 0, {{boxes[1].class_id, boxes[1].box, boxes[1].ignore}}, 0.3);
        QCOMPARE(carried.plans.size(), std::size_t{1});
        f.project->annotations().replace(carried.plans[0].variant_id, carried.plans[0].boxes);
        const auto exported = export_dataset(*f.project, 0.3, {VariantState::kNew, VariantState::kEdited});
        const fs::path out = f.file.parent_path() / "again";
        dataset::find_format("coco").write({exported.dataset, exported.images, out});
        const auto again = dataset::open_dataset(dataset::find_format("coco"), out).dataset;
        QCOMPARE(again.annotations.size(), std::size_t{1});
        QVERIFY(again.annotations[0].ignore);
        QVERIFY(read_file(out / "annotations.json").find("\"iscrowd\":1") != std::string::npos);
    }

    void makes_the_sample_project() {
        QTemporaryDir folder;
        qputenv("DESTUDIO_SAMPLE", DESTUDIO_SOURCE_DIR "/resources/sample");
        const fs::path file = folder.filePath("Sample.destudio").toStdString();
        auto project = create_sample_project(file);
        QVERIFY(project->references().count() >= 30);
        for (const auto& reference : project->references().all()) {
            QVERIFY(reference.path.string().starts_with(project->files_folder().string()));
            QVERIFY(!project->references().boxes(reference.id).empty());
            QVERIFY(!reference.caption.empty());
            QVERIFY(peek_image_size(reference.path) == reference.size);
        }
        auto counts = project->variants().count_by_state();  // ladders that are made already, half of them reviewed
        QVERIFY(counts[VariantState::kAccepted] >= 8);
        QVERIFY(counts[VariantState::kRejected] >= 6);
        QVERIFY(counts[VariantState::kNew] >= 12);
        project.reset();
        QVERIFY(Project::open(file)->references().count() >= 30);
        QVERIFY_THROWS_EXCEPTION(IoError, create_sample_project(file));
    }
};

DESTUDIO_CORE_TEST(DatasetExchangeTest)

}  // namespace destudio::dataset_exchange_test

#include "dataset_exchange_test.moc"
