// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/program_data.h"
#include "core/engine/model/sample_sets.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/engine/model/bundle_info.h"
#include "tests/support/test_main.h"

namespace destudio::program_data_test {

namespace fs = std::filesystem;

class ProgramDataTest : public QObject {
    Q_OBJECT

private slots:
    void an_installed_program_looks_at_its_own_prefix() {
        for (const char* const folder : {"bin", "libexec"}) {
            const auto found = program_data(fs::path("/opt/studio") / folder, {});
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found.front().models, fs::path("/opt/studio/share/destudio/models"));
            QCOMPARE(found.front().sample, fs::path("/opt/studio/share/destudio/sample"));
        }
    }

    void the_users_folder_comes_after_it() {
        const auto found = program_data("/usr/bin", "/home/a b/data");
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].models, fs::path("/usr/share/destudio/models"));
        QCOMPARE(found[1].models, fs::path("/home/a b/data/destudio/models"));
        QCOMPARE(found[1].sample, fs::path("/home/a b/data/destudio/sample"));
    }

    void folders_above_the_program_are_not_searched() {
        const QTemporaryDir folder;
        const fs::path tree = folder.path().toStdString();
        write_file_atomically(tree / "models" / "x" / "model_index.json", "{}");
        QVERIFY(program_data(tree / "build" / "dev" / "app" / "cli", {}).empty());
        QVERIFY(program_data(tree, {}).empty());
    }

    void a_program_of_a_build_folder_looks_at_its_source_tree() {
        const QTemporaryDir folder;
        const fs::path build = folder.path().toStdString();
        write_file_atomically(build / kSourceTreeMarker, "/src/of me\n");
        const auto found = program_data(build, {});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().models, fs::path("/src/of me/models"));
        QCOMPARE(found.front().sample, fs::path("/src/of me/resources/sample"));
    }

    void this_program_finds_what_is_built_in() {
        QCOMPARE(built_in_bundle(), fs::path(DESTUDIO_SOURCE_DIR) / "models" / "clipart");
        QCOMPARE(sample_folder(), fs::path(DESTUDIO_SOURCE_DIR) / "resources" / "sample");
        QVERIFY((sample_sets().front() == SampleSet{sample_folder(), {}, {}}));
    }

    void a_sibling_may_bring_a_sample() {
        const QTemporaryDir folder;
        const fs::path models = folder.path().toStdString();
        const fs::path cells = models / "cells";
        write_file_atomically(models / "clipart" / "model_index.json", "{}");
        write_file_atomically(cells / "model_index.json", "{}");
        write_file_atomically(cells / "sample" / "annotations.json", "{}");
        qputenv("DESTUDIO_MODELS", folder.path().toUtf8());
        QCOMPARE(built_in_bundle(), models / "clipart");
        const auto sets = sample_sets();
        QCOMPARE(sets.size(), std::size_t{2});
        QVERIFY((sets[1] == SampleSet{cells / "sample", cells, "cells"}));
        QCOMPARE(sample_folder(cells), cells / "sample");
        QCOMPARE(sample_folder(models / "clipart"), sample_folder());
        qunsetenv("DESTUDIO_MODELS");
    }
};

DESTUDIO_CORE_TEST(ProgramDataTest)

}  // namespace destudio::program_data_test

#include "program_data_test.moc"
