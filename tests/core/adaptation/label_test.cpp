// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/adaptation/label_log.h"
#include "core/adaptation/label_run.h"
#include "core/adaptation/label_views.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/io/dataset_io.h"
#include "core/project/project.h"
#include "tests/core/adaptation/adaptation_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::label_test {

using namespace destudio::adaptation;

namespace {

bool covers(const std::vector<LabelView>& views, Size picture) {
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const bool seen = std::any_of(views.begin(), views.end(), [&](const LabelView& view) {
                return view.part.x1 <= x && x < view.part.x2 && view.part.y1 <= y && y < view.part.y2;
            });
            if (!seen) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace

class LabelTest : public QObject {
    Q_OBJECT

    test::AdaptationFixture m_files;

    std::filesystem::path in(const std::string& name) const { return m_files.folder() / name; }

    LabelRequest request(const std::string& out) const {
        LabelRequest request;
        request.model.bundle = m_files.bundle();
        request.model.dtype = "float32";
        request.out = in(out);
        request.pictures = dataset::open_dataset(dataset::find_format("coco"), in("set/annotations.json"));
        request.threshold = 0.5;
        return request;
    }

    static std::size_t lines_of(const std::filesystem::path& file) {
        const std::string text = read_file(file);
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    }

private slots:
    void initTestCase() {
        save_png(in("set/images/wide.png"), cv::Mat(40, 90, CV_8UC3, cv::Scalar(200, 30, 30)));
        save_png(in("set/images/tall.png"), cv::Mat(130, 70, CV_8UC3, cv::Scalar(30, 200, 30)));
        save_png(in("set/images/panorama.png"), cv::Mat(32, 200, CV_8UC3, cv::Scalar(30, 30, 200)));
        test::write_json_file(in("set/annotations.json"),
                              {{"images",
                                {{{"id", 70}, {"file_name", "wide.png"}, {"width", 90}, {"height", 40}},
                                 {{"id", 5}, {"file_name", "tall.png"}, {"width", 70}, {"height", 130}},
                                 {{"id", 6}, {"file_name", "panorama.png"}, {"width", 200}, {"height", 32}}}},
                               {"categories", {{{"id", 31}, {"name", "dog"}}, {{"id", 12}, {"name", "cat"}}}},
                               {"annotations", nlohmann::json::array()}});
    }

    void views_cover_pictures_of_any_shape() {
        const Size native{64, 64};
        const auto whole = plan_views({90, 40}, native, 4, {});
        QCOMPARE(whole.size(), std::size_t{1});
        QVERIFY((whole[0] == LabelView{{0, 0, 90, 40}, {144, 64}}));
        for (const Size picture : {Size{200, 32}, Size{33, 700}, Size{1, 1}, Size{640, 480}, Size{5000, 7}}) {
            for (const int tile : {0, 16, 100, 10000}) {
                const auto views = plan_views(picture, native, 4, {tile, 0.25});
                QVERIFY(covers(views, picture));
                for (const LabelView& view : views) {
                    QVERIFY(view.size.width >= 4 && view.size.height >= 4);
                    QVERIFY(view.part.x2 <= picture.width && view.part.y2 <= picture.height);
                }
            }
        }
        QCOMPARE(plan_views({640, 480}, native, 4, {320, 0.0}).size(), std::size_t{1 + 2 * 2});
    }

    void objects_that_an_edge_cuts_give_way_to_whole_ones() {
        const LabelView left{{0, 0, 60, 60}, {60, 60}};
        const LabelView right{{40, 0, 100, 60}, {60, 60}};
        const Size picture{100, 60};
        const Detection half{{50, 10, 60, 30}, 0, 0.95};   // cut by the left view's edge
        const Detection object{{50, 10, 75, 30}, 0, 0.6};  // the whole of it
        const Detection other{{50, 10, 75, 30}, 1, 0.4};   // another class at the same place
        const Detection twice{{52, 11, 75, 31}, 0, 0.5};
        const auto merged = merge_views({{left, {half}}, {right, {object, other, twice}}}, picture);
        QCOMPARE(merged.size(), std::size_t{2});
        QCOMPARE(merged[0].score, 0.6);
        QCOMPARE(merged[1].class_index, 1);
        // At the edge of the picture nothing is cut.
        const auto kept = merge_views({{left, {{{0, 0, 20, 20}, 0, 0.3}}}}, picture);
        QCOMPARE(kept.size(), std::size_t{1});
    }

    void pictures_are_labelled_with_the_ids_of_their_dataset() {
        const auto report = label_pictures(request("out"), {}, {});
        QCOMPARE(report.pictures, std::size_t{3});
        QCOMPARE(report.looked_at, std::size_t{3});
        QVERIFY(report.problems.empty() && report.seconds > 0);
        const auto results = nlohmann::json::parse(read_file(in("out/detections.json")));
        QVERIFY(results.size() > 3);
        std::set<std::int64_t> images;
        for (const auto& entry : results) {
            images.insert(entry.at("image_id").get<std::int64_t>());
            const auto category = entry.at("category_id").get<std::int64_t>();
            QVERIFY(category == 31 || category == 12);  // birds are not among the dataset's classes
            QVERIFY(entry.at("score").get<double>() >= kMinStoredScore);
        }
        for (const std::int64_t image : images) {
            QVERIFY(image == 70 || image == 5 || image == 6);
        }
        const auto written = dataset::open_dataset(dataset::find_format("coco"), in("out/dataset"));
        QCOMPARE(written.dataset.images.size(), std::size_t{3});
        QCOMPARE(written.dataset.annotations.size(), report.boxes);
        for (const auto& annotation : written.dataset.annotations) {
            QVERIFY(annotation.score && *annotation.score >= 0.5);
        }
    }

    void a_stopped_run_goes_on_and_another_threshold_costs_nothing() {
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.done == 1) {
                stop.request_stop();
            }
        };
        QVERIFY_EXCEPTION_THROWN(label_pictures(request("stopped"), stop.get_token(), progress), CancelledError);
        QVERIFY(!std::filesystem::exists(in("stopped/dataset")));
        const std::size_t done = lines_of(in("stopped/labels.jsonl")) - 1;
        QVERIFY(done >= 1 && done < 3);
        // What a killed process may leave: half a line.
        write_file_atomically(in("stopped/labels.jsonl"), read_file(in("stopped/labels.jsonl")) + "{\"file\":\"ta");
        const auto report = label_pictures(request("stopped"), {}, {});
        QCOMPARE(report.looked_at, 3 - done);
        QCOMPARE(read_file(in("stopped/detections.json")), read_file(in("out/detections.json")));

        std::vector<double> scores;
        for (const auto& entry : nlohmann::json::parse(read_file(in("stopped/detections.json")))) {
            scores.push_back(entry.at("score").get<double>());
        }
        std::sort(scores.begin(), scores.end());
        LabelRequest again = request("stopped");
        again.threshold = scores.at(scores.size() / 2);
        again.format = "yolo";
        const auto second = label_pictures(again, {}, {});
        QCOMPARE(second.looked_at, std::size_t{0});
        const auto kept = std::lower_bound(scores.begin(), scores.end(), again.threshold);
        QVERIFY(second.boxes >= static_cast<std::size_t>(scores.end() - kept));  // and those of other classes
        QVERIFY(second.boxes < report.boxes);
        QVERIFY(!second.not_kept.empty());  // YOLO has no place for scores
        QVERIFY(!std::filesystem::exists(in("stopped/dataset/annotations.json")));
    }

    void other_settings_need_another_folder() {
        LabelRequest other = request("out");
        other.model.views.tile = 32;
        QVERIFY_EXCEPTION_THROWN(label_pictures(other, {}, {}), UsageError);
        const auto before = read_file(in("out/labels.jsonl"));
        other.out = in("tiled");
        QVERIFY(label_pictures(other, {}, {}).looked_at == 3);
        QCOMPARE(read_file(in("out/labels.jsonl")), before);
        write_file_atomically(in("damaged/labels.jsonl"), "{\"settings\":{}}\nrubbish\n");
        QVERIFY_EXCEPTION_THROWN(LabelLog(in("damaged/labels.jsonl"), nlohmann::json::object()), FormatError);
    }

    void broken_pictures_are_told_and_the_others_labelled() {
        LabelRequest some = request("broken");
        std::filesystem::copy(in("set"), in("broken-set"), std::filesystem::copy_options::recursive);
        write_file_atomically(in("broken-set/images/tall.png"), "no picture");
        some.pictures = dataset::open_dataset(dataset::find_format("coco"), in("broken-set/annotations.json"));
        const auto report = label_pictures(some, {}, {});
        QCOMPARE(report.pictures, std::size_t{2});
        QCOMPARE(report.problems.size(), std::size_t{1});
        QVERIFY(report.problems[0].find("tall.png") != std::string::npos);
    }

    void a_project_holds_the_boxes_to_be_reviewed() {
        LabelRequest wanted = request("out");
        wanted.project = in("review.destudio");
        const auto report = label_pictures(wanted, {}, {});
        const auto project = Project::open(in("review.destudio"));
        QCOMPARE(project->references().all().size(), std::size_t{3});
        std::size_t boxes = 0;
        for (const Reference& reference : project->references().all()) {
            boxes += project->references().boxes(reference.id).size();
        }
        QCOMPARE(boxes, report.boxes);
        QVERIFY_EXCEPTION_THROWN(label_pictures(wanted, {}, {}), UsageError);  // the project is not replaced
    }

    void a_bundle_without_adapter_cannot_label() {
        test::write_tiny_bundle(in("bare"), false);
        LabelRequest wanted = request("bare-out");
        wanted.model.bundle = in("bare");
        QVERIFY_EXCEPTION_THROWN(label_pictures(wanted, {}, {}), UsageError);
        QVERIFY(!std::filesystem::exists(in("bare-out/labels.jsonl")));
    }
};

DESTUDIO_CORE_TEST(LabelTest)

}  // namespace destudio::label_test

#include "label_test.moc"
