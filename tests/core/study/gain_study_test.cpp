// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_study.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/study/gain_sets.h"
#include "core/study/gain_variants.h"
#include "core/training/sources/memory_image_source.h"
#include "core/training/sources/square_crop.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::gain_study_test {

namespace fs = std::filesystem;

namespace {

constexpr int kSide = 64;

/// A bright square of a class's own colour on grey.
training::TrainingImage picture(int label, int left) {
    training::TrainingImage image;
    image.size = kSide;
    image.rgb.assign(static_cast<std::size_t>(kSide) * kSide * 3, 90);
    for (int y = 10; y < 34; ++y) {
        for (int x = left; x < left + 24; ++x) {
            image.rgb[static_cast<std::size_t>((y * kSide + x) * 3 + label)] = 250;
        }
    }
    image.boxes = {{static_cast<double>(left), 10.0, left + 24.0, 34.0}};
    image.labels = {label};
    return image;
}

training::MemoryImageSource pictures() {
    return {{"cat", "dog", "bird"}, {picture(0, 4), picture(1, 30)}};
}

training::DetectorRecipe tiny_recipe() {
    return training::parse_detector_recipe({{"image_size", kSide},
                                            {"steps", 2},
                                            {"batch", 2},
                                            {"dtype", "float32"},
                                            {"model",
                                             {{"embed_dim", 16},
                                              {"group_norm_groups", 4},
                                              {"head_convs", 1},
                                              {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}}}},
                                           "tiny.json");
}

/// As pictures on disk behave: a series without end, here without cutting.
class OnDisk : public training::TrainingImageSource {
public:
    explicit OnDisk(training::MemoryImageSource pictures) : m_pictures(std::move(pictures)) {}
    const std::vector<std::string>& classes() const override { return m_pictures.classes(); }
    std::uint64_t count() const override { return 0; }
    std::uint64_t pictures() const override { return m_pictures.count(); }
    training::TrainingImage get(std::uint64_t index, int size) const override {
        auto image = training::crop_square(m_pictures.images()[index % m_pictures.count()], 0, 0, kSide, size);
        image.caption = "real";
        return image;
    }
    std::unique_ptr<training::TrainingImageSource> some_pictures(std::uint64_t, std::uint64_t) const override {
        return std::make_unique<OnDisk>(*this);
    }

private:
    training::MemoryImageSource m_pictures;
};

}  // namespace

class GainStudyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return fs::path(m_folder.path().toStdString()); }
    study::GainOptions options(const std::string& out) const {
        study::GainOptions options;
        options.bundle = root() / "bundle";
        options.real = 2;
        options.variants = 2;
        options.ratios = {0.1};
        options.threshold = 0.05;
        options.seeds = {1, 2};
        options.test_images = 2;
        options.out = root() / out;
        return options;
    }
    study::GainReport run(const study::GainOptions& options) const {
        const auto source = pictures();
        return study::study_gain(options, tiny_recipe(), source, source, {}, {});
    }

private slots:
    void initTestCase() { test::write_tiny_bundle(root() / "bundle"); }

    void mean_and_deviation_of_a_sample() {
        QCOMPARE(study::mean_and_deviation({3}), (std::pair<double, double>{3, 0}));
        const auto [mean, deviation] = study::mean_and_deviation({1, 2, 3, 6});
        QCOMPARE(mean, 3.0);
        QVERIFY(std::abs(deviation - std::sqrt(14.0 / 3)) < 1e-12);
    }

    void every_arm_is_measured_with_every_seed() {
        auto asked = options("gain");
        asked.copy_paste = true;
        const auto report = run(asked);
        QCOMPARE(report.arms.size(), std::size_t{3});
        QCOMPARE(report.arms[0].images, std::uint64_t{2});
        QCOMPARE(report.arms[1].images, std::uint64_t{2 + 2 * 2});
        QCOMPARE(report.arms[2].images, std::uint64_t{0});
        for (const auto& arm : report.arms) {
            QCOMPARE(arm.ap.size(), std::size_t{2});
            QVERIFY(arm.ap[0] >= 0 && arm.ap[0] <= 1);
            QCOMPARE(arm.ap_by_class.at("bird"), -1.0);  // the test pictures have none
        }
        QCOMPARE(report.real_annotations, (std::map<std::string, int>{{"bird", 0}, {"cat", 1}, {"dog", 1}}));
        const auto json = study::to_json(report);
        QCOMPARE(json["arms"][1]["name"].get<std::string>(), std::string("real + variants"));
        QCOMPARE(json["by_class"]["cat"]["real_annotations"].get<int>(), 1);
    }

    /// What is finished is read again, so that a run that was cut off need not begin anew.
    void finished_parts_are_kept() {
        const auto first = run(options("kept"));
        const auto result = root() / "kept" / "variants-seed2" / "result.json";
        const auto before = read_file(result);
        fs::remove(result);
        const auto variant = root() / "kept" / "variants" / "000001-001.png";
        const auto drawn = read_file(variant);
        fs::remove(variant);
        fs::remove(root() / "kept" / "variants" / "000001-001.json");
        fs::remove_all(root() / "kept" / "variants-seed2");
        const auto again = run(options("kept"));
        QCOMPARE(read_file(variant), drawn);
        QCOMPARE(read_file(result), before);
        QCOMPARE(again.arms[1].ap, first.arms[1].ap);
    }

    void a_folder_of_another_study_is_refused() {
        run(options("other"));
        auto asked = options("other");
        asked.variants = 1;
        QVERIFY_EXCEPTION_THROWN(run(asked), UsageError);
    }

    void variants_join_pictures_that_are_cut_anew() {
        const OnDisk real(pictures());
        const study::RealAndVariants both(real, {picture(2, 10), picture(2, 20), picture(2, 30)}, 5);
        QCOMPARE(both.pictures(), std::uint64_t{5});
        std::map<int, int> times;
        for (std::uint64_t i = 0; i < 50; ++i) {
            const auto image = both.get(i, 32);
            QCOMPARE(image.size, 32);
            ++times[image.caption == "real" ? 0 : 1];
        }
        QCOMPARE(times[0], 20);
        QCOMPARE(times[1], 30);
        auto asked = options("on-disk");
        asked.real = 10;
        asked.copy_paste = true;
        const auto report = study::study_gain(asked, tiny_recipe(), real, pictures(), {}, {});
        QCOMPARE(report.arms[0].images, std::uint64_t{2});  // no picture twice
        QCOMPARE(report.arms[1].images, std::uint64_t{6});
    }

    void classes_without_variants_are_told() {
        const training::MemoryImageSource other({"cat", "boat"}, {picture(0, 4), picture(1, 30)});
        const auto report = study::study_gain(options("classes"), tiny_recipe(), other, other, {}, {});
        QCOMPARE(report.not_found, std::vector<std::string>{"boat"});
        QVERIFY(study::to_json(report)["classes_without_variants"] == std::vector<std::string>{"boat"});
        const training::MemoryImageSource unknown({"boat"}, {picture(0, 4)});
        QVERIFY_EXCEPTION_THROWN(study::study_gain(options("unknown"), tiny_recipe(), unknown, unknown, {}, {}),
                                 UsageError);
    }

    void cancelling_stops() {
        std::stop_source stop;
        stop.request_stop();
        const auto source = pictures();
        QVERIFY_EXCEPTION_THROWN(study::make_gain_variants(options("stopped"), kSide, source, 2, stop.get_token(), {}),
                                 CancelledError);
        QVERIFY(!fs::exists(root() / "stopped" / "variants" / "000000-000.json"));
    }
};

DESTUDIO_CORE_TEST(GainStudyTest)

}  // namespace destudio::gain_study_test

#include "gain_study_test.moc"
