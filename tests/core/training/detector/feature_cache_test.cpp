// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/feature_cache.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/training/detector/adapter_trainer.h"
#include "core/training/sources/adapter_world_source.h"
#include "core/training/sources/memory_image_source.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::feature_cache_test {

using namespace destudio::training;

namespace fs = std::filesystem;

namespace {

AdapterRecipe repeating_recipe(const std::string& dtype) {
    return parse_adapter_recipe({{"framework", "retinanet"},
                                 {"image_size", 32},
                                 {"steps", 8},
                                 {"batch", 2},
                                 {"feature_draws", 2},
                                 {"max_timestep", 50},
                                 {"checkpoint_every", 8},
                                 {"evaluate_every", 4},
                                 {"evaluation_images", 3},
                                 {"dtype", dtype},
                                 {"model", {{"embed_dim", 16}, {"group_norm_groups", 4}, {"head_convs", 1}}}},
                                "recipe");
}

MemoryImageSource some_scenes(std::uint64_t count) {
    const WorldImageSource world(built_in_atlas(), world::Split::kTrain, 1);
    std::vector<TrainingImage> images;
    for (std::uint64_t i = 0; i < count; ++i) {
        images.push_back(world.get(i, 32));
    }
    return {world.classes(), std::move(images)};
}

detection::FeaturePyramid random_features() {
    return FeatureCache::rounded({{"div1", torch::randn({4, 8, 8})}, {"div2", torch::randn({6, 4, 4})}},
                                 torch::kFloat32);
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    return files;
}

}  // namespace

class FeatureCacheTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    fs::path root() const { return m_dir.path().toStdString(); }

    /// Losses of a run, and what it says of the cache in all.
    std::map<std::int64_t, double> train(const std::string& dtype, const std::string& name, const fs::path& cache,
                                         double* hits = nullptr, double* misses = nullptr) {
        const auto pictures = some_scenes(3);
        const auto recipe = repeating_recipe(dtype);
        train_adapter({recipe,
                       root() / "bundle",
                       pictures,
                       pictures,
                       root() / name,
                       torch::kCPU,
                       {},
                       {},
                       {},
                       {},
                       {cache, 1 << 30}});
        std::ifstream log(root() / name / "log.jsonl");
        for (std::string line; std::getline(log, line) && hits != nullptr;) {
            const auto json = nlohmann::json::parse(line);
            *hits += json.value("cache_hits", 0.0);
            *misses += json.value("cache_misses", 0.0);
        }
        return logged_losses(root() / name, "adapter");
    }

private slots:
    void initTestCase() { make_bundle(root() / "bundle"); }

    void what_is_kept_is_found() {
        const fs::path folder = root() / "kept";
        FeatureCache cache({folder, 1 << 20}, "0123456789abcdef0123");
        QVERIFY(!cache.find("aa"));
        const auto features = random_features();
        cache.keep("aa", features);
        const auto found = cache.find("aa");
        QVERIFY(found);
        QVERIFY(torch::equal(found->at("div1"), features.at("div1").to(torch::kFloat32)));
        QVERIFY(torch::equal(found->at("div2"), features.at("div2").to(torch::kFloat32)));
        QCOMPARE(cache.hits(), std::int64_t{1});
        QCOMPARE(cache.misses(), std::int64_t{1});
        QVERIFY2(!FeatureCache({folder, 1 << 20}, "fedcba98765432100123").find("aa"), "another model's are not taken");
        QVERIFY(FeatureCache({folder, 1 << 20}, "0123456789abcdef0123").find("aa"));
    }

    void numbers_above_half_precision_stay_finite() {
        const auto kept = FeatureCache::rounded({{"div1", torch::full({2}, 1e6)}}, torch::kFloat32);
        QVERIFY(std::abs(kept.at("div1")[0].item<double>() - 1e6) < 1e4);
    }

    void damaged_and_foreign_files_are_computed_anew_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("foreign") << QByteArray("this is a letter to my aunt, and no safetensors file");
        QTest::newRow("cut") << QByteArray("CUT");
        QTest::newRow("changed") << QByteArray("CHANGED");
    }

    void damaged_and_foreign_files_are_computed_anew() {
        QFETCH(QByteArray, content);
        const fs::path folder = root() / "damaged" / QTest::currentDataTag();
        FeatureCache cache({folder, 1 << 20}, "0123456789abcdef0123");
        const auto features = random_features();
        cache.keep("aa", features);
        const fs::path file = files_in(folder).front();
        std::string bytes = read_file(file);
        if (content == "CUT") {
            bytes.resize(bytes.size() / 2);
        } else if (content == "CHANGED") {
            bytes.back() = static_cast<char>(bytes.back() ^ 1);
        } else {
            bytes = content.toStdString();
        }
        write_file_atomically(file, bytes);
        QVERIFY(!cache.find("aa"));
        cache.keep("aa", features);
        QVERIFY(cache.find("aa"));
    }

    void other_models_make_way_and_a_full_folder_keeps_no_more() {
        const fs::path folder = root() / "full";
        const auto features = random_features();
        FeatureCache({folder, 1 << 20}, "fedcba98765432100123").keep("old", features);
        write_file_atomically(folder / "notes.txt", "mine");
        const auto bytes = static_cast<std::int64_t>(fs::file_size(folder / "fedcba9876543210" / "old.features"));
        FeatureCache cache({folder, bytes * 5 / 2}, "0123456789abcdef0123");
        QCOMPARE(cache.bytes(), bytes);
        for (const char* key : {"aa", "bb", "cc"}) {
            cache.keep(key, features);
        }
        QVERIFY(cache.find("aa") && cache.find("bb"));
        QVERIFY2(!cache.find("cc"), "its own are not dropped for new ones");
        QVERIFY(cache.bytes() <= bytes * 5 / 2);
        QVERIFY(!fs::exists(folder / "fedcba9876543210" / "old.features"));
        QVERIFY(fs::exists(folder / "notes.txt"));
    }

    void training_on_kept_features_is_the_same_training() {
        const auto without = train("bfloat16", "bf16-without", {});
        QCOMPARE(without.size(), std::size_t{8});
        double hits = 0;
        double misses = 0;
        QCOMPARE(train("bfloat16", "bf16-cold", root() / "bf16", &hits, &misses), without);
        QVERIFY2(hits > 0, "pictures came again within the run");
        hits = misses = 0;
        QCOMPARE(train("bfloat16", "bf16-warm", root() / "bf16", &hits, &misses), without);
        QCOMPARE(misses, 0.0);
        QVERIFY(hits >= 16);
    }

    void half_precision_changes_losses_by_no_more_than_its_rounding() {
        const auto without = train("float32", "f32-without", {});
        const auto cold = train("float32", "f32-cold", root() / "f32");
        QCOMPARE(train("float32", "f32-warm", root() / "f32"), cold);
        for (const auto& [step, loss] : without) {
            QVERIFY(std::abs(cold.at(step) - loss) < 5e-3 * std::abs(loss));
        }
    }
};

DESTUDIO_TEST(FeatureCacheTest)

}  // namespace destudio::feature_cache_test

#include "feature_cache_test.moc"
