// SPDX-License-Identifier: Apache-2.0
#include "core/project/relink.h"

#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/engine/recipe/file_hash.h"
#include "core/image/image_io.h"
#include "core/project/project_copy.h"
#include "core/project/reference_import.h"
#include "core/project/store/project_errors.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::relink_test {

using destudio::test::ProjectFixture;
namespace fs = std::filesystem;

namespace {

/// Three references, each of another color, in `images`.
struct Fixture : ProjectFixture {
    fs::path root = file.parent_path();
    fs::path images = root / "images";

    Fixture() {
        std::vector<fs::path> files;
        for (int i = 0; i < 3; ++i) {
            files.push_back(images / (std::to_string(i) + ".png"));
            fs::create_directories(images);
            save_png(files.back(), cv::Mat(8, 8, CV_8UC3, cv::Scalar(40 * i, 9, 9)));
        }
        add_references(*project, scan_images(files));
    }
};

}  // namespace

class RelinkTest : public QObject {
    Q_OBJECT

private slots:
    void finds_moved_and_renamed_images() {
        Fixture f;
        QVERIFY(missing_references(*f.project).empty());
        const fs::path elsewhere = f.root / "archive" / "2024";
        fs::create_directories(elsewhere);
        fs::rename(f.images / "0.png", elsewhere / "0.png");
        fs::rename(f.images / "1.png", elsewhere / "renamed.png");
        fs::remove(f.images / "2.png");
        save_png(elsewhere / "2.png", cv::Mat(8, 8, CV_8UC3, cv::Scalar(200, 200, 9)));  // the name, but other bytes
        const auto missing = missing_references(*f.project);
        QCOMPARE(missing.size(), std::size_t{3});
        const auto found = find_moved(missing, f.root / "archive");
        QCOMPARE(found.size(), std::size_t{2});
        int changes = 0;
        const auto subscription = f.project->changes().subscribe([&](const ProjectChange&) { ++changes; });
        f.project->references().update_paths(found);
        QCOMPARE(changes, 1);
        f.reopen();
        QVERIFY(f.project->references().all().at(0).path == elsewhere / "0.png");
        QVERIFY(f.project->references().all().at(1).path == elsewhere / "renamed.png");
        QCOMPARE(missing_references(*f.project).size(), std::size_t{1});
    }

    void can_be_cancelled() {
        Fixture f;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(CancelledError, find_moved({}, f.images, stop.get_token()));
        QVERIFY_THROWS_EXCEPTION(IoError, find_moved({}, f.root / "none"));
    }

    void copies_a_project_to_another_folder() {
        Fixture f;
        const RowId variant = f.add_variant(f.project->references().all().at(0).id);
        f.project.reset();
        const std::string before = read_file(f.file);
        const fs::path copy = f.root / "copy here" / "mine.destudio";
        copy_project(f.file, copy);
        QVERIFY(read_file(f.file) == before);
        const auto project = Project::open(copy);
        QVERIFY(missing_references(*project).empty());
        QVERIFY(project->references().all().at(0).path == f.images / "0.png");
        QVERIFY(project->variants().get(variant).image.parent_path() == f.root / "copy here" / "mine.files");
        QVERIFY(!project->variants().load_image(variant).empty());
        QVERIFY_THROWS_EXCEPTION(IoError, copy_project(f.file, copy));
        QVERIFY(fs::exists(copy));
    }

    void leaves_nothing_of_a_failed_copy() {
        Fixture f;
        f.project.reset();
        std::string content = read_file(f.file);
        content[63] = 99;
        write_file_atomically(f.file, content);
        const fs::path copy = f.root / "bad" / "mine.destudio";
        QVERIFY_THROWS_EXCEPTION(NewerProjectError, copy_project(f.file, copy));
        QVERIFY(fs::is_empty(copy.parent_path()));
    }
};

DESTUDIO_CORE_TEST(RelinkTest)

}  // namespace destudio::relink_test

#include "relink_test.moc"
