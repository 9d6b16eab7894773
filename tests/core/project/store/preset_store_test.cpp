// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/preset_store.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "tests/support/test_main.h"

namespace destudio::preset_store_test {

namespace {

GenerationPreset preset(const std::string& name, int steps) {
    GenerationPreset preset;
    preset.name = name;
    preset.settings.steps = steps;
    preset.settings.bundle = "/some/bundle";
    preset.settings.seeds = {5, 6};
    preset.settings.prompt_suffix = "sharp";
    preset.settings.label_step = LabelStep::kT1;
    return preset;
}

}  // namespace

class PresetStoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path new_file() {
        return std::filesystem::path(m_folder.path().toStdString()) / std::to_string(++m_count) / "presets.json";
    }

private slots:
    void keeps_presets_by_name() {
        const auto file = new_file();
        PresetStore store(file);
        QVERIFY(store.presets().empty());
        store.save(preset("b", 20));
        store.save(preset("a", 10));
        store.save(preset("b", 30));
        const PresetStore again(file);
        QCOMPARE(again.presets().size(), std::size_t{2});
        QCOMPARE(again.presets()[0].name, std::string("a"));
        QCOMPARE(again.find("b")->settings.steps, 30);
        QCOMPARE(again.find("b")->settings.prompt_suffix, std::string("sharp"));
        QVERIFY(again.find("b")->settings.label_step == LabelStep::kT1);
        QVERIFY(again.find("c") == nullptr);
    }

    void says_how_and_not_what_from() {
        GenerationSettings current;
        current.bundle = "/mine";
        current.adapter = "/adapter";
        current.seeds = {42};
        current.guidance_scale = 3;
        auto wanted = preset("a", 10);
        const auto applied = with_preset(current, wanted);
        QCOMPARE(applied.bundle, current.bundle);
        QCOMPARE(applied.adapter, current.adapter);
        QVERIFY(applied.seeds == current.seeds);
        QCOMPARE(applied.steps, 10);
        QCOMPARE(applied.guidance_scale, 7.5);
        wanted.sets_guidance = false;
        QCOMPARE(with_preset(current, wanted).guidance_scale, 3.0);
        const auto file = new_file();
        PresetStore(file).save(preset("a", 10));
        QVERIFY(PresetStore(file).find("a")->settings.bundle.empty());
    }

    void has_the_words_of_the_paper() {
        const auto& photo = built_in_presets().front().settings;
        QVERIFY(photo.prompt_suffix.find("highly detailed") != std::string::npos);
        QVERIFY(photo.negative_prompt.find("bad anatomy") != std::string::npos);
        for (const auto& each : built_in_presets()) {
            QVERIFY_THROWS_EXCEPTION(UsageError, PresetStore(new_file()).save(each));
        }
    }

    void renames_and_removes() {
        const auto file = new_file();
        PresetStore store(file);
        store.save(preset("a", 10));
        store.save(preset("b", 20));
        QVERIFY_THROWS_EXCEPTION(UsageError, store.rename("a", "b"));
        QVERIFY_THROWS_EXCEPTION(UsageError, store.rename("a", "  "));
        QVERIFY_THROWS_EXCEPTION(UsageError, store.rename("z", "y"));
        store.rename("a", "c");
        store.remove("b");
        const PresetStore again(file);
        QCOMPARE(again.presets().size(), std::size_t{1});
        QCOMPARE(again.find("c")->settings.steps, 10);
    }

    void keeps_what_another_window_saved() {
        const auto file = new_file();
        PresetStore one(file);
        PresetStore two(file);
        one.save(preset("a", 10));
        two.save(preset("b", 20));
        QCOMPARE(PresetStore(file).presets().size(), std::size_t{2});
    }

    void leaves_a_damaged_file_alone() {
        const auto file = new_file();
        for (const char* text : {"{", "[]", R"({"a": {"steps": 3}})", R"({"a": 3})"}) {
            write_file_atomically(file, std::string_view(text));
            PresetStore store(file);
            QVERIFY(store.presets().empty());
            QVERIFY2(store.error().find(file.string()) != std::string::npos, store.error().c_str());
            QVERIFY_THROWS_EXCEPTION(FormatError, store.save(preset("b", 20)));
            QCOMPARE(read_file(file), std::string(text));
        }
    }

    void refuses_numbers_that_no_generator_takes() {
        const auto file = new_file();
        PresetStore(file).save(preset("a", 10));
        const auto sound = read_json(file);
        const auto error_with = [&](const char* key, const char* value) {
            auto changed = sound;
            changed["a"][key] = parse_json(value, value);
            write_file_atomically(file, std::string_view(changed.dump()));
            return QString::fromStdString(PresetStore(file).error());
        };
        QCOMPARE(error_with("steps", "10"), QString());
        for (const auto& [key, value] :
             std::initializer_list<std::pair<const char*, const char*>>{{"steps", "0"},
                                                                        {"steps", "1e300"},
                                                                        {"steps", "2.5"},
                                                                        {"ratios", "[1.5]"},
                                                                        {"ratios", "[-1]"},
                                                                        {"ratios", R"(["0.3"])"},
                                                                        {"seeds", "[-1]"},
                                                                        {"seeds", "[0.5]"},
                                                                        {"seeds", "[1e30]"},
                                                                        {"guidance_scale", R"("a")"},
                                                                        {"eta", "2"},
                                                                        {"prompt", "3"}}) {
            QVERIFY2(error_with(key, value).contains(QStringLiteral("are damaged: ")), key);
        }
        QVERIFY(error_with("steps", "0")
                    .endsWith(QStringLiteral("The number of steps is not a whole number from 1 to 1000000.")));
    }

    void the_file_can_be_elsewhere() {
        qputenv("DESTUDIO_PRESETS", "/elsewhere/mine.json");
        QCOMPARE(PresetStore::default_file("/config"), std::filesystem::path("/elsewhere/mine.json"));
        qunsetenv("DESTUDIO_PRESETS");
        QCOMPARE(PresetStore::default_file("/config"), std::filesystem::path("/config/generation-presets.json"));
    }
};

DESTUDIO_CORE_TEST(PresetStoreTest)

}  // namespace destudio::preset_store_test

#include "preset_store_test.moc"
