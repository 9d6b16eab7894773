// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/copy_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/adaptation/picture_signature.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/recipe.h"
#include "core/image/image_io.h"
#include "tests/support/fake_scale_up.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::copy_report_test {

using namespace destudio::adaptation;

class CopyReportTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path in(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

    void add(CopyRequest& request, const std::string& name, bool held_out, std::uint64_t seed) const {
        save_png(in(name), test::blotches(seed, 64, 64));
        LabelledPicture picture;
        picture.file = in(name);
        picture.held_out = held_out;
        request.learned.pictures.push_back(picture);
    }

    CopyRequest request() const {
        CopyRequest request;
        request.bundle = in("bundle");
        request.dtype = "float32";
        for (std::uint64_t i = 0; i < 6; ++i) {
            add(request, "learned-" + std::to_string(i) + ".png", false, i);
        }
        for (std::uint64_t i = 0; i < 4; ++i) {
            add(request, "held-out-" + std::to_string(i) + ".png", true, 50 + i);
        }
        request.variants.image_folder = in("variants");
        return request;
    }

    void variant(CopyRequest& request, const std::string& name, const cv::Mat& picture,
                 const nlohmann::json& attributes = nlohmann::json::object()) const {
        save_png(in("variants/" + name), picture);
        dataset::Image image;
        image.id = static_cast<std::int64_t>(request.variants.dataset.images.size()) + 1;
        image.file_name = name;
        image.size = {picture.cols, picture.rows};
        image.attributes = attributes;
        request.variants.dataset.images.push_back(image);
    }

private slots:
    void initTestCase() { test::write_tiny_bundle(in("bundle")); }

    void copies_are_flagged_and_new_pictures_are_not() {
        CopyRequest wanted = request();
        variant(wanted, "copy.png", test::blotches(3, 64, 64));
        variant(wanted, "new.png", test::blotches(900, 64, 64));
        const CopyReport report = find_copies(wanted, {}, {});
        QCOMPARE(report.variants.size(), std::size_t{2});
        QCOMPARE(report.held_out.size(), std::size_t{4});
        QVERIFY(report.variants[0].copy);
        QCOMPARE(report.variants[0].distance.pixels, 0.0);
        QVERIFY(report.variants[0].distance.features < 1e-5);
        QCOMPARE(report.variants[0].by_pixels, in("learned-3.png"));
        QCOMPARE(report.variants[0].by_features, in("learned-3.png"));
        QVERIFY(!report.variants[1].copy);
        QVERIFY(report.variants[1].distance.pixels > 5);
        write_copy_report(in("report"), report);
        const auto json = nlohmann::json::parse(read_file(in("report/copies.json")));
        QCOMPARE(json.at("variants").size(), std::size_t{2});
        QCOMPARE(json.at("variants")[0].at("copy").get<bool>(), true);
        QVERIFY(load_image(in("report/copies.png")).cols > 3 * 256);
    }

    void a_mirrored_copy_is_one_by_its_pixels() {
        CopyRequest wanted = request();
        cv::Mat mirrored;
        cv::flip(test::blotches(2, 64, 64), mirrored, 1);
        variant(wanted, "mirrored.png", mirrored);
        const CopyReport report = find_copies(wanted, {}, {});
        QCOMPARE(report.variants[0].distance.pixels, 0.0);
        QCOMPARE(report.variants[0].by_pixels, in("learned-2.png"));
    }

    void a_variant_near_its_own_reference_says_so() {
        CopyRequest wanted = request();
        Recipe recipe;
        recipe.reference_hash = sha256_hex(read_file(in("learned-1.png")));
        recipe.encode_ratio = 0.35;
        recipe.crop = {0, 0, 32, 32};
        recipe.size = {64, 64};
        cv::Mat part;
        cv::resize(test::blotches(1, 64, 64)(cv::Rect(0, 0, 32, 32)), part, {64, 64});
        variant(wanted, "near.png", part, {{"recipe", recipe}});
        const CopyReport report = find_copies(wanted, {}, {});
        QVERIFY(report.variants[0].own_reference);
        QCOMPARE(*report.variants[0].ratio, 0.35);
        QCOMPARE(report.variants[0].by_pixels, in("learned-1.png"));
    }

    void what_cannot_be_read_is_told() {
        CopyRequest wanted = request();
        variant(wanted, "sound.png", test::blotches(7, 64, 64));
        variant(wanted, "broken.png", test::blotches(8, 64, 64));
        write_file_atomically(in("variants/broken.png"), "no picture");
        const CopyReport report = find_copies(wanted, {}, {});
        QCOMPARE(report.variants.size(), std::size_t{1});
        QCOMPARE(report.problems.size(), std::size_t{1});
        wanted.variants.dataset.images.erase(wanted.variants.dataset.images.begin());
        QVERIFY_EXCEPTION_THROWN(find_copies(wanted, {}, {}), FormatError);
    }

    void it_can_be_stopped() {
        CopyRequest wanted = request();
        variant(wanted, "sound.png", test::blotches(7, 64, 64));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(find_copies(wanted, stop.get_token(), {}), CancelledError);
    }
};

DESTUDIO_CORE_TEST(CopyReportTest)

}  // namespace destudio::copy_report_test

#include "copy_report_test.moc"
