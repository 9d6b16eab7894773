// SPDX-License-Identifier: Apache-2.0
#include "core/study/experiment.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/study/experiment_run.h"
#include "core/training/sources/memory_image_source.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::experiment_test {

namespace fs = std::filesystem;
using namespace study;

namespace {

constexpr int kSide = 64;

training::MemoryImageSource squares() {
    std::vector<training::TrainingImage> images(2);
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i].size = kSide;
        images[i].rgb.assign(static_cast<std::size_t>(kSide) * kSide * 3, static_cast<std::uint8_t>(60 + 90 * i));
        images[i].boxes = {{4, 8, 40, 44}};
        images[i].labels = {static_cast<int>(i)};
    }
    return {{"cat", "dog", "bird"}, images};
}

training::DetectorRecipe small_recipe() {
    return training::parse_detector_recipe({{"image_size", kSide},
                                            {"steps", 2},
                                            {"batch", 2},
                                            {"dtype", "float32"},
                                            {"framework", "faster_rcnn"},
                                            {"model",
                                             {{"embed_dim", 16},
                                              {"backbone", {{"width", 8}, {"group_norm_groups", 4}}},
                                              {"boxes", {{"representation", 16}, {"batch", 16}}}}}},
                                           "small.json");
}

}  // namespace

class ExperimentTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return fs::path(m_folder.path().toStdString()); }
    ExperimentOptions options(const std::string& out) const {
        ExperimentOptions options;
        options.gain.bundle = root() / "bundle";
        options.gain.real = 2;
        options.gain.ratios = {0.1};
        options.gain.threshold = 0.05;
        options.gain.seeds = {1};
        options.gain.test_images = 2;
        options.gain.out = root() / out;
        options.recipes = {small_recipe()};
        return options;
    }

private slots:
    void initTestCase() { test::write_tiny_bundle(root() / "bundle"); }

    void each_one_of_the_paper_is_there() {
        for (const char* name : {"table2", "table3", "table4", "table5", "fig3", "fig5", "fig7", "fig8"}) {
            QCOMPARE(find_experiment(name).name, std::string(name));
        }
        QVERIFY_EXCEPTION_THROWN(find_experiment("table9"), UsageError);
        QCOMPARE(find_experiment("table4").parts.front().multiples, (std::vector<int>{1, 2, 4, 8}));
    }

    void what_cannot_be_run_is_said() {
        const auto table5 = runnable_parts(find_experiment("table5"), false, false);
        QCOMPARE(table5.parts.front().sets, (std::vector<GainSet>{GainSet::kReal, GainSet::kVariants}));
        QCOMPARE(table5.missing.size(), std::size_t{1});
        QVERIFY(table5.missing[0].find("--other") != std::string::npos);
        const auto whole = runnable_parts(find_experiment("table5"), true, false);
        QVERIFY(whole.missing.empty());
        QCOMPARE(whole.parts.front().sets.size(), std::size_t{6});
        QVERIFY(runnable_parts(find_experiment("fig7"), false, false).missing.empty());
        QCOMPARE(runnable_parts(find_experiment("table2"), false, true).parts.size(), std::size_t{4});
        const auto table2 = runnable_parts(find_experiment("table2"), false, true);
        QVERIFY(std::any_of(table2.parts.begin(), table2.parts.end(),
                            [](const ExperimentPart& part) { return part.self_supervised; }));
        Experiment unknown = find_experiment("fig7");
        unknown.parts.front().framework = "none_such";
        try {
            runnable_parts(unknown, false, false);
            QFAIL("run without its detector");
        } catch (const UsageError& error) {
            QVERIFY2(std::string(error.what()).find("fig7 cannot be run yet. dino:") == 0, error.what());
        }
    }

    void a_table_is_written() {
        const auto source = squares();
        const auto asked = options("table3");
        const auto& table3 = find_experiment("table3");
        auto quick = asked;
        quick.multiples = {1};
        const auto report = run_experiment(table3, quick, {source, source}, {}, {});
        QCOMPARE(report.parts.size(), std::size_t{1});
        QCOMPARE(report.parts.front().second.results.size(), std::size_t{3});
        write_experiment_files(report, quick.gain.out);
        const std::string text = read_file(quick.gain.out / "table3.md");
        QVERIFY(text.find("# Table 3:") == 0);
        QVERIFY(text.find("| variants | 2 (1.0x) |") != std::string::npos);
        const auto json = nlohmann::json::parse(read_file(quick.gain.out / "table3.json"));
        QCOMPARE(json["parts"]["faster-rcnn"]["arms"].size(), std::size_t{3});
        QVERIFY(fs::exists(quick.gain.out / "table3.svg"));
        QVERIFY(fs::exists(quick.gain.out / "faster-rcnn" / "gain.md"));
        QVERIFY(fs::exists(quick.gain.out / "variants" / "000001-000.png"));
        // Again: everything is there.
        const auto again = run_experiment(table3, quick, {source, source}, {}, {});
        QCOMPARE(to_json(again).dump(), to_json(report).dump());
        quick.gain.threshold = 0.2;
        QVERIFY_EXCEPTION_THROWN(run_experiment(table3, quick, {source, source}, {}, {}), UsageError);
    }

    void longer_schedules_of_dino_are_run() {
        const auto source = squares();
        auto asked = options("fig7");
        asked.multiples = {1};
        asked.steps = 1;
        auto recipe = small_recipe();
        recipe.framework = "dino";
        recipe.model = {{"embed_dim", 16},         {"num_heads", 2},
                        {"feedforward_dim", 16},   {"num_encoder_layers", 1},
                        {"num_decoder_layers", 1}, {"group_norm_groups", 4},
                        {"num_queries", 10},       {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}};
        asked.recipes = {recipe};
        const auto report = run_experiment(find_experiment("fig7"), asked, {source, source}, {}, {});
        const auto& arms = report.parts.front().second.results;
        QCOMPARE(arms.size(), std::size_t{6});
        QCOMPARE(arms[5].arm.steps, std::int64_t{3});
        for (const auto& arm : arms) {
            QVERIFY(arm.figures.at(0)[0] >= 0 && arm.figures.at(0)[0] <= 1);
        }
    }

    void table5_has_its_teachers() {
        const auto source = squares();
        auto other = source.images();
        other.push_back(other.front());
        const training::MemoryImageSource others({"dog", "cat", "bird"}, other);
        auto asked = options("table5");
        asked.multiples = {1};
        asked.recipes.front().teacher.burn_up = 0.5;
        const auto report = run_experiment(find_experiment("table5"), asked, {source, source, &others}, {}, {});
        std::vector<std::uint64_t> images;
        for (const auto& arm : report.parts.front().second.results) {
            images.push_back(arm.images);
        }
        QCOMPARE(images, (std::vector<std::uint64_t>{2, 2, 3, 3 + 2, 3 + 2 + 2, 3 + 2 + 2}));
        QVERIFY(to_markdown(report).find("| teacher, variants labelled | 7") != std::string::npos);
        QVERIFY(read_file(asked.gain.out / "faster-rcnn" / "teacher-2-seed1" / "log.jsonl").find("loss_domain") !=
                std::string::npos);
        asked.recipes.front().teacher.burn_up = 0.6;
        QVERIFY_EXCEPTION_THROWN(run_experiment(find_experiment("table5"), asked, {source, source, &others}, {}, {}),
                                 UsageError);
    }

    void faults_of_boxes_are_told_apart() {
        BoxFaults faults;
        // Two cats in one box, a dog in two, a bird that is not there, a second dog without a box.
        faults.add({{0, 0, 10, 10}, {10, 0, 20, 10}, {30, 0, 50, 20}, {60, 0, 70, 10}}, {0, 0, 1, 1},
                   {{{0, 0, 20, 10}, 0, 1}, {{30, 0, 40, 20}, 1, 1}, {{40, 0, 50, 20}, 1, 1}, {{0, 40, 9, 50}, 2, 1}});
        QCOMPARE(faults.objects, 4);
        QCOMPARE(faults.merged, 1);
        QCOMPARE(faults.chunked, 1);
        QCOMPARE(faults.forced, 1);
        QCOMPARE(faults.missed, 1);
        QCOMPARE(faults.found, 4 - 1);  // halves overlap by 0.5
    }

    void attention_is_compared_with_the_adapter() {
        const auto source = squares();
        const auto asked = options("fig3");
        const auto report = run_experiment(find_experiment("fig3"), asked, {source, source}, {}, {});
        QVERIFY(report.attention.has_value());
        QCOMPARE(report.attention->pictures, std::uint64_t{2});
        QCOMPARE(report.attention->adapter.objects, 2);
        write_experiment_files(report, asked.gain.out);
        QVERIFY(read_file(asked.gain.out / "fig3.md").find("| boxes that merge objects |") != std::string::npos);
        const auto kept = asked.gain.out / "pictures" / "000001.json";
        const auto before = read_file(kept);
        fs::remove(kept);
        const auto again = run_experiment(find_experiment("fig3"), asked, {source, source}, {}, {});
        QCOMPARE(read_file(kept), before);
        QCOMPARE(to_json(again).dump(), to_json(report).dump());
    }
};

DESTUDIO_CORE_TEST(ExperimentTest)

}  // namespace destudio::experiment_test

#include "experiment_test.moc"
