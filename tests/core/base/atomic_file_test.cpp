// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <QtTest/QtTest>
#include <filesystem>
#include <fstream>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::atomic_file_test {

namespace fs = std::filesystem;
using destudio::IoError;

class AtomicFileTest : public QObject {
    Q_OBJECT

private slots:
    void replaces_content_and_creates_folders() {
        const fs::path path = root() / "a" / "b" / "note.txt";
        destudio::write_file_atomically(path, "first");
        destudio::write_file_atomically(path, "second");
        QCOMPARE(destudio::read_file(path), std::string("second"));
        QCOMPARE(entries(path.parent_path()), 1);
    }

    void keeps_the_old_file_when_the_writer_fails() {
        const fs::path path = root() / "kept.txt";
        destudio::write_file_atomically(path, "old");
        const auto failing = [](const fs::path& temporary) {
            std::ofstream(temporary) << "half";
            throw destudio::FormatError("broken");
        };
        QVERIFY_EXCEPTION_THROWN(destudio::replace_file_atomically(path, failing), destudio::FormatError);
        QCOMPARE(destudio::read_file(path), std::string("old"));
        QCOMPARE(entries(root()), 1);
    }

    void names_the_path_when_the_folder_is_a_file() {
        destudio::write_file_atomically(root() / "plain", "x");
        try {
            destudio::write_file_atomically(root() / "plain" / "inside.txt", "y");
            QFAIL("no error");
        } catch (const IoError& error) {
            QVERIFY(std::string(error.what()).find("inside.txt") != std::string::npos);
        }
    }

    void refuses_missing_and_oversized_files() {
        QVERIFY_EXCEPTION_THROWN(destudio::read_file(root() / "missing"), IoError);
        destudio::write_file_atomically(root() / "big", "0123456789");
        QVERIFY_EXCEPTION_THROWN(destudio::read_file(root() / "big", 9), IoError);
        QCOMPARE(destudio::read_file(root() / "big", 10).size(), std::size_t{10});
    }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_folder.reset(); }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    static int entries(const fs::path& folder) {
        return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_TEST(AtomicFileTest)

}  // namespace destudio::atomic_file_test

#include "atomic_file_test.moc"
