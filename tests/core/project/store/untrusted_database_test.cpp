// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/untrusted_database.h"

#include <QtTest/QtTest>

#include "core/project/store/project_errors.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::untrusted_database_test {

using destudio::test::ProjectFixture;

class UntrustedDatabaseTest : public QObject {
    Q_OBJECT

private slots:
    void refuses_a_schema_that_is_not_ours_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("part");
        QTest::newRow("trigger") << "CREATE TRIGGER evil AFTER UPDATE ON variant BEGIN DELETE FROM variant; END"
                                 << "evil";
        QTest::newRow("view")
            << "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
               "SELECT i FROM n"
            << "endless";
        QTest::newRow("view instead of a table")
            << "DROP TABLE ghost; CREATE VIEW ghost AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
               "SELECT i AS id, i AS variant_id FROM n"
            << "ghost";
        QTest::newRow("table") << "CREATE TABLE more(x)"
                               << "more";
        QTest::newRow("index") << "CREATE INDEX slow ON variant(length(recipe))"
                               << "slow";
        QTest::newRow("other definition") << "DROP TABLE job; CREATE TABLE job(id INTEGER PRIMARY KEY)"
                                          << "job";
        QTest::newRow("lacking table") << "DROP TABLE ghost"
                                       << "lacks";
    }
    void refuses_a_schema_that_is_not_ours() {
        QFETCH(QString, sql);
        QFETCH(QString, part);
        ProjectFixture f;
        f.project.reset();
        {
            SQLite::Database database(f.file.string(), SQLite::OPEN_READWRITE);
            database.exec(sql.toStdString());
        }
        const auto error = test::error_of([&] { Project::open(f.file); });
        QVERIFY2(QString::fromStdString(error).contains(part), error.c_str());
        QVERIFY_EXCEPTION_THROWN(Project::open_for_reading(f.file), DamagedProjectError);
    }

    void a_name_of_a_hundred_megabytes_is_a_sentence() {
        ProjectFixture f;
        f.project.reset();
        {
            SQLite::Database database(f.file.string(), SQLite::OPEN_READWRITE);
            database.exec("UPDATE info SET value = printf('%.*c', 100000000, 'x') WHERE key = 'name'");
        }
        const auto error = test::error_of([&] { Project::open(f.file)->name(); });
        QVERIFY2(error.find("longer than") != std::string::npos, error.substr(0, 300).c_str());
    }

    void statistics_that_sqlite_keeps_are_no_strangers() {
        ProjectFixture f;
        f.add_variant(f.add_reference());
        f.project.reset();
        {
            SQLite::Database database(f.file.string(), SQLite::OPEN_READWRITE);
            database.exec("ANALYZE");
        }
        f.project = Project::open(f.file);
        QCOMPARE(f.project->variants().all().size(), std::size_t{1});
    }
};

DESTUDIO_CORE_TEST(UntrustedDatabaseTest)

}  // namespace destudio::untrusted_database_test

#include "untrusted_database_test.moc"
