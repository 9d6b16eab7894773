// SPDX-License-Identifier: Apache-2.0
// The study of gain on a tiny bundle and a handful of steps.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/study/gain_sets.h"
#include "core/study/gain_study.h"
#include "core/study/gain_text.h"
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
        options.multiples = {2};
        options.ratios = {0.1};
        options.paste_ratios = {0.1};
        options.threshold = 0.05;
        options.seeds = {1, 2};
        options.test_images = 2;
        options.out = root() / out;
        return options;
    }
    study::GainReport run(const study::GainOptions& options) const {
        const auto source = pictures();
        return study::study_gain(options, tiny_recipe(), {source, source}, {}, {});
    }
    /// A picture that was made, of one box of class 2.
    study::MadePicture made(int left) const {
        const auto file = root() / ("made" + std::to_string(left) + ".png");
        save_png(file, cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(90, 90, 90)));
        return {file, kSide, {{static_cast<double>(left), 10, left + 24.0, 34}}, {2}};
    }

private slots:
    void initTestCase() { test::write_tiny_bundle(root() / "bundle"); }

    void every_arm_is_measured_with_every_seed() {
        auto asked = options("gain");
        asked.sets = {study::GainSet::kReal,       study::GainSet::kVariants,    study::GainSet::kRealAndVariants,
                      study::GainSet::kCopyPaste,  study::GainSet::kPasteRedraw, study::GainSet::kPretrain,
                      study::GainSet::kOtherDomain};
        asked.seeds = {1};
        const auto source = pictures();
        const training::MemoryImageSource other({"bird", "cat"}, {picture(0, 4), picture(1, 30), picture(1, 20)});
        const auto report = study::study_gain(asked, tiny_recipe(), {source, source, &other}, {}, {});
        std::vector<std::uint64_t> images;
        for (const auto& result : report.results) {
            images.push_back(result.images);
            QCOMPARE(result.figures.size(), std::size_t{1});
            QVERIFY(result.figures[0][0] >= 0 && result.figures[0][0] <= 1);
            QCOMPARE(result.ap_by_class.at("bird"), std::vector<double>{-1.0});  // the test pictures have none
        }
        QCOMPARE(images, (std::vector<std::uint64_t>{2, 4, 6, 0, 6, 6, 3}));
        QCOMPARE(report.real_annotations, (std::map<std::string, int>{{"bird", 0}, {"cat", 1}, {"dog", 1}}));
        QVERIFY(fs::exists(asked.out / "variants" / "pasted-000001-001.png"));
        // The arm that is trained on variants first has a detector of its first half.
        QVERIFY(fs::exists(asked.out / "pretrain-2-2-seed1" / "first" / "detector" / "model.safetensors"));
        const auto json = study::to_json(report);
        QCOMPARE(json["arms"][2]["name"].get<std::string>(), std::string("real + variants"));
        QCOMPARE(json["arms"][2]["images"].get<int>(), 6);
        QCOMPARE(json["arms"][3]["trained_on"].get<std::string>(), std::string("copy-paste"));
        QCOMPARE(json["by_class"]["cat"]["real_annotations"].get<int>(), 1);
        QVERIFY(json["arms"][0].contains("ARl_deviation"));

        study::write_gain_files(report, asked.out);
        const std::string text = read_file(asked.out / "gain.md");
        QVERIFY(text.find("| real + variants | 6 (3.0x) |") != std::string::npos);
        QVERIFY(text.find("| real + copy-paste | endless |") != std::string::npos);
        QVERIFY(text.find("AR100") != std::string::npos);
        QVERIFY(text.find("pastes whole boxes") != std::string::npos);
        QVERIFY(read_file(asked.out / "gain.svg").find("real + paste-redraw") != std::string::npos);
        QCOMPARE(nlohmann::json::parse(read_file(asked.out / "gain.json"))["arms"].size(), std::size_t{7});
    }

    /// Several multiples and schedules: variants are made once, the smaller set is the beginning of the larger one.
    void smaller_multiples_are_prefixes() {
        auto asked = options("multiples");
        asked.multiples = {1, 3};
        asked.schedules = {1, 2};
        const auto source = pictures();
        study::GainSets sets(source, 2, kSide, 1, nullptr);
        study::GainVariants variants(asked, sets.chosen(), sets.count());
        sets.set_made(study::GainVariants::Kind::kVariants,
                      variants.make(study::GainVariants::Kind::kVariants, 3, {}, {}));
        const study::GainArm one{study::GainSet::kVariants, 1, 2, "one", "one"};
        const study::GainArm three{study::GainSet::kVariants, 3, 2, "three", "three"};
        QCOMPARE(sets.images(one), std::uint64_t{2});
        QCOMPARE(sets.images(three), std::uint64_t{6});
        const auto few = sets.training_set(one, 1);
        const auto many = sets.training_set(three, 1);
        for (std::uint64_t i = 0; i < 2; ++i) {
            QVERIFY(few->get(i, kSide).rgb == many->get(3 * i, kSide).rgb);
            QVERIFY(few->get(i, kSide).boxes == many->get(3 * i, kSide).boxes);
        }
        asked.seeds = {1};
        const auto report = run(asked);
        QCOMPARE(report.results.size(), std::size_t{2 * 3});
        QCOMPARE(report.results[2].arm.name, std::string("real + variants 3x, 1 steps"));
        QCOMPARE(study::base_of(report, report.results[5]).arm.name, std::string("real, 2 steps"));
    }

    /// What is finished is read again, so that a run that was cut off need not begin anew.
    void finished_parts_are_kept() {
        const auto first = run(options("kept"));
        const auto folder = root() / "kept" / "real+variants-2-2-seed2";
        const auto result = folder / "result.json";
        const auto before = read_file(result);
        const auto variant = root() / "kept" / "variants" / "000001-001.png";
        const auto drawn = read_file(variant);
        fs::remove(variant);
        fs::remove(root() / "kept" / "variants" / "000001-001.json");
        fs::remove_all(folder);
        const auto untouched = root() / "kept" / "real-2-seed1" / "result.json";
        const auto written = fs::last_write_time(untouched);
        const auto again = run(options("kept"));
        QCOMPARE(read_file(variant), drawn);
        QCOMPARE(read_file(result), before);
        QVERIFY(again.results[1].figures == first.results[1].figures);
        QVERIFY(fs::last_write_time(untouched) == written);
        // More arms, multiples and seeds join what is there.
        auto more = options("kept");
        more.multiples = {1, 2};
        more.seeds = {1, 2, 3};
        const auto wider = run(more);
        QVERIFY(wider.results[2].figures[0] == first.results[1].figures[0]);
        QVERIFY(fs::last_write_time(untouched) == written);
    }

    void a_folder_of_another_study_is_refused() {
        auto asked = options("other");
        asked.seeds = {1};
        asked.sets = {study::GainSet::kReal};
        run(asked);
        asked.threshold = 0.2;
        try {
            run(asked);
            QFAIL("taken for the same study");
        } catch (const UsageError& error) {
            QVERIFY2(std::string(error.what()).find("other settings: threshold.") != std::string::npos, error.what());
        }
        asked.threshold = 0.05;
        asked.pictures = "dataset elsewhere";
        QVERIFY_EXCEPTION_THROWN(run(asked), UsageError);
        asked.pictures.clear();
        asked.judge = root() / "bundle";
        QVERIFY_EXCEPTION_THROWN(run(asked), UsageError);  // without a gate
    }

    void variants_join_pictures_that_are_cut_anew() {
        const OnDisk real(pictures());
        const study::RealAndMade both(&real, {made(10), made(20), made(30)}, real.classes(), true, 5);
        QCOMPARE(both.pictures(), std::uint64_t{5});
        std::map<int, int> times;
        for (std::uint64_t i = 0; i < 50; ++i) {
            const auto image = both.get(i, 32);
            QCOMPARE(image.size, 32);
            ++times[image.caption == "real" ? 0 : 1];
        }
        QCOMPARE(times[0], 20);
        QCOMPARE(times[1], 30);
        const auto whole = made(10).load(32);
        QCOMPARE(whole.boxes.front(), (Box{5, 5, 17, 17}));
        auto asked = options("on-disk");
        asked.real = 10;
        asked.seeds = {1};
        const auto report = study::study_gain(asked, tiny_recipe(), {real, pictures()}, {}, {});
        QCOMPARE(report.results[0].images, std::uint64_t{2});  // no picture twice
        QCOMPARE(report.results[1].images, std::uint64_t{6});
    }

    void the_gate_leaves_variants_out() {
        auto asked = options("gate");
        asked.gate = scaleup::GateUse::kReject;
        const auto source = pictures();
        study::GainVariants variants(asked, source, 2);
        const auto made = variants.make(study::GainVariants::Kind::kVariants, 2, {}, {});
        std::size_t kept = 0;
        std::size_t said = 0;
        for (int i = 0; i < 4; ++i) {
            const auto name = "00000" + std::to_string(i / 2) + "-00" + std::to_string(i % 2) + ".json";
            const auto json = nlohmann::json::parse(read_file(asked.out / "variants" / name));
            said += json.at("rejected").get<std::string>().empty() ? 1 : 0;
            kept += made[static_cast<std::size_t>(i / 2)][static_cast<std::size_t>(i % 2)] ? 1 : 0;
        }
        QCOMPARE(kept, said);
    }

    void classes_without_variants_are_told() {
        const training::MemoryImageSource other({"cat", "boat"}, {picture(0, 4), picture(1, 30)});
        auto asked = options("classes");
        asked.seeds = {1};
        const auto report = study::study_gain(asked, tiny_recipe(), {other, other}, {}, {});
        QCOMPARE(report.not_found, std::vector<std::string>{"boat"});
        QVERIFY(study::to_json(report)["classes_without_variants"] == std::vector<std::string>{"boat"});
        const training::MemoryImageSource unknown({"boat"}, {picture(0, 4)});
        QVERIFY_EXCEPTION_THROWN(study::study_gain(options("unknown"), tiny_recipe(), {unknown, unknown}, {}, {}),
                                 UsageError);
    }

    void cancelling_stops() {
        std::stop_source stop;
        stop.request_stop();
        const auto source = pictures();
        const auto asked = options("stopped");
        study::GainVariants variants(asked, source, 2);
        QVERIFY_EXCEPTION_THROWN(variants.make(study::GainVariants::Kind::kVariants, 2, stop.get_token(), {}),
                                 CancelledError);
        QVERIFY(!fs::exists(root() / "stopped" / "variants" / "000000-000.json"));
    }
};

DESTUDIO_CORE_TEST(GainStudyTest)

}  // namespace destudio::gain_study_test

#include "gain_study_test.moc"
