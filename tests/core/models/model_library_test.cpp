// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/models/model_library.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::model_library_test {

namespace fs = std::filesystem;

class ModelLibraryTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path in(const char* name) const { return fs::weakly_canonical(fs::path(m_folder.path().toStdString())) / name; }
    models::ModelLibrary library() const { return {in("data/models.json"), in("data/models")}; }

    static std::vector<fs::path> paths(const models::ModelLibrary& library) {
        std::vector<fs::path> found;
        for (const auto& entry : library.list()) {
            found.push_back(entry.path);
        }
        return found;
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(in("data/models/mine"), true);
        test::write_tiny_bundle(in("elsewhere/other"), false);
        write_file_atomically(in("elsewhere/broken.safetensors"), "no");
    }

    void lists_the_home_folder() {
        const auto entries = library().list();
        QCOMPARE(entries.size(), std::size_t{1});
        QVERIFY(entries.front().report.can_draw);
        QVERIFY(entries.front().report.can_label);
        QVERIFY(!entries.front().is_default);
    }

    void adds_folders_and_models_and_forgets_them() {
        library().add(in("elsewhere"));
        QVERIFY(paths(library()) == (std::vector<fs::path>{in("data/models/mine"), in("elsewhere/broken.safetensors"),
                                                           in("elsewhere/other")}));
        for (const auto& entry : library().list()) {
            QVERIFY(!entry.report.sentence.empty());
        }
        library().forget(in("elsewhere/other"));
        QCOMPARE(paths(library()).size(), std::size_t{2});
        library().forget(in("elsewhere"));
        QCOMPARE(paths(library()).size(), std::size_t{1});
        library().add(in("elsewhere/other"));
        QVERIFY(paths(library()) == (std::vector<fs::path>{in("data/models/mine"), in("elsewhere/other")}));
        QVERIFY(fs::exists(in("elsewhere/other/model_index.json")));
        QVERIFY_THROWS_EXCEPTION(UsageError, library().forget(in("nothing")));
        QVERIFY_THROWS_EXCEPTION(IoError, library().add(in("nothing")));
    }

    void keeps_a_default() {
        library().set_default(in("elsewhere/other"));
        QVERIFY(library().default_model() == in("elsewhere/other"));
        QVERIFY(library().list().back().is_default);
        QVERIFY_THROWS_EXCEPTION(Error, library().set_default(in("elsewhere/broken.safetensors")));
        library().set_default({});
        QVERIFY(library().default_model().empty());
    }

    void a_damaged_index_is_told() {
        write_file_atomically(in("data/models.json"), "[]");
        QVERIFY_THROWS_EXCEPTION(FormatError, library());
        write_file_atomically(in("data/models.json"), R"({"added": 3})");
        QVERIFY_THROWS_EXCEPTION(FormatError, library());
    }
};

DESTUDIO_TEST(ModelLibraryTest)

}  // namespace destudio::model_library_test

#include "model_library_test.moc"
