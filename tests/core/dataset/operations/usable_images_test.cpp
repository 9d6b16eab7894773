// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/usable_images.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/operations/repair.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::usable_images_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

class UsableImagesTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }
    /// Every file below a folder with its bytes.
    static std::map<std::string, std::string> contents(const fs::path& folder) {
        std::map<std::string, std::string> out;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file()) {
                out[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
            }
        }
        return out;
    }
    ReadResult three_pictures() const {
        ReadResult read;
        read.image_folder = root();
        read.dataset.classes = {"cat"};
        for (const char* name : {"a.png", "b.png", "c.png"}) {
            save_png(root() / name, cv::Mat(50, 100, CV_8UC3, cv::Scalar(7)));
            Image image;
            image.id = static_cast<std::int64_t>(read.dataset.images.size()) + 1;
            image.file_name = name;
            image.size = {100, 50};
            read.dataset.images.push_back(image);
            read.dataset.annotations.push_back({image.id, 0, {80, 10, 100, 40}, false, {}, nlohmann::json::object()});
        }
        return read;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void what_is_missing_or_broken_is_left_out_by_name() {
        auto read = three_pictures();
        fs::remove(root() / "a.png");
        write_file_atomically(root() / "b.png", std::string_view("no picture"));
        const auto told = leave_out_unusable(read, false);
        QCOMPARE(read.dataset.images.size(), std::size_t{1});
        QCOMPARE(read.dataset.images[0].file_name, std::string("c.png"));
        QCOMPARE(read.dataset.annotations.size(), std::size_t{1});
        QCOMPARE(told.size(), std::size_t{2});
        QCOMPARE(told[0].where, std::string("a.png"));
        QCOMPARE(told[1].where, std::string("b.png"));
    }

    void a_wrong_size_is_the_pictures() {
        auto read = three_pictures();
        read.dataset.images[1].size = {300, 300};
        read.dataset.annotations[1].box = {80, 10, 120, 40};
        const auto told = leave_out_unusable(read, false);
        QVERIFY(read.dataset.images[1].size == (Size{100, 50}));
        QVERIFY((read.dataset.annotations[1].box == Box{80, 10, 100, 40}));
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(told[1].what.find("cut from 80, 10 to 120, 40 to 80, 10 to 100, 40") != std::string::npos);
    }

    void nothing_left_is_an_error() {
        auto read = three_pictures();
        read.image_folder = root() / "elsewhere";
        const std::string error = error_of([&] { leave_out_unusable(read, false); });
        QVERIFY(error.find("None of the 3 images") != std::string::npos && error.find("--images") != std::string::npos);
        ReadResult empty;
        QVERIFY_EXCEPTION_THROWN(leave_out_unusable(empty, false), FormatError);
    }

    void a_repair_refuses_what_it_would_destroy() {
        auto read = three_pictures();
        const auto& coco = find_format("coco");
        read.not_kept.push_back({"a.json", "3 polygons became the boxes around them.", Severity::kWarning});
        QVERIFY(error_of([&] { write_repaired(coco, read, root() / "out"); }).find("3 polygons") != std::string::npos);
        read.not_kept.clear();
        fs::remove(root() / "a.png");
        fs::remove(root() / "b.png");
        QVERIFY(error_of([&] { write_repaired(coco, read, root() / "out"); }).find("2 of 3 pictures are not in") !=
                std::string::npos);
        QVERIFY(!fs::exists(root() / "out"));
    }

    void what_is_good_is_copied_byte_for_byte() {
        for (const auto& format : all_formats()) {
            const fs::path good = root() / format->name();
            format->write({sample_dataset(), painted(), good});
            const auto checked = check_dataset(*format, good);
            const fs::path out = root() / (format->name() + "-copy");
            QVERIFY(copy_unchanged(good, checked.read.image_folder, out));
            QVERIFY2(contents(out) == contents(good), format->name().c_str());
            QVERIFY_EXCEPTION_THROWN(copy_unchanged(good, checked.read.image_folder, good / "below"), UsageError);
            QVERIFY_EXCEPTION_THROWN(copy_unchanged(good, checked.read.image_folder, root()), UsageError);
        }
        // A folder that is not there yet, named from where the program runs.
        const fs::path here = fs::current_path();
        fs::current_path(root());
        const bool copied = copy_unchanged("coco", "coco/images", "beside");
        fs::current_path(here);
        QVERIFY(copied && contents(root() / "beside") == contents(root() / "coco"));
        QVERIFY(!copy_unchanged(root() / "coco", root() / "voc", root() / "nothing"));
        QVERIFY(!fs::exists(root() / "nothing"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(UsableImagesTest)

}  // namespace destudio::usable_images_test

#include "usable_images_test.moc"
