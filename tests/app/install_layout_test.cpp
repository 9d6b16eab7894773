// SPDX-License-Identifier: Apache-2.0
// A program in PREFIX/bin uses what came with it, or the user's, and never what happens to lie in a folder above.
#include <QDir>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::install_layout_test {

namespace fs = std::filesystem;

class InstallLayoutTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_root = m_folder.path().toStdString();
    fs::path m_prefix = m_root / "opt" / "studio";

    test::ProcessResult render() const {
        const QString out = m_folder.filePath(QStringLiteral("scenes"));
        QDir(out).removeRecursively();
        return test::run_cli({QStringLiteral("render-world"), QStringLiteral("--count"), QStringLiteral("1"),
                              QStringLiteral("--out"), out},
                             {}, QString::fromStdString((m_prefix / "bin" / "destudio-cli").string()));
    }
    static void put_bundle(const fs::path& models) {
        write_file_atomically(models / "clipart" / "model_index.json", "{}");
        fs::create_directories(models / "clipart" / "world");
        fs::copy_file(fs::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin",
                      models / "clipart" / "world" / "atlas.bin");
    }

private slots:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", (m_root / "user").c_str());
        qunsetenv("DESTUDIO_MODELS");
        fs::create_directories(m_prefix / "bin");
        fs::copy_file(DESTUDIO_CLI, m_prefix / "bin" / "destudio-cli");
        fs::create_directories(m_prefix / "libexec");
        fs::copy_file(fs::path(DESTUDIO_CLI).parent_path() / "destudio-engine",
                      m_prefix / "libexec" / "destudio-engine");
    }

    void folders_above_are_left_alone() {
        put_bundle(m_root / "models");
        const auto result = render();
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains(QString::fromStdString((m_prefix / "share/destudio/models").string())),
                 qPrintable(result.err));
        QVERIFY2(result.err.contains(QString::fromStdString((m_root / "user/destudio/models").string())),
                 qPrintable(result.err));
    }

    void the_users_folder_serves() {
        put_bundle(m_root / "user" / "destudio" / "models");
        const auto result = render();
        QVERIFY2(result.status == 0, qPrintable(result.err));
        fs::remove_all(m_root / "user");
    }

    void the_own_prefix_serves() {
        put_bundle(m_prefix / "share" / "destudio" / "models");
        const auto result = render();
        QVERIFY2(result.status == 0, qPrintable(result.err));
    }
};

DESTUDIO_CORE_TEST(InstallLayoutTest)

}  // namespace destudio::install_layout_test

#include "install_layout_test.moc"
