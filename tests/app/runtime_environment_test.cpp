// SPDX-License-Identifier: Apache-2.0
// What libraries read while they are loaded is there when a program runs, unless the user chose otherwise.
#include <QFile>
#include <QProcess>
#include <QtTest/QtTest>

#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::runtime_environment_test {

namespace {

/// The environment of a destudio-cli that was started with `more` alone of the variables: as soon as it holds all of
/// `expected`, else as it was last seen.
QList<QByteArray> environment_of_program(const QStringList& more, const QList<QByteArray>& expected) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "GLIBC_TUNABLES"}) {
        environment.remove(QString::fromLatin1(name));
    }
    for (const auto& variable : more) {
        environment.insert(variable.section('=', 0, 0), variable.section('=', 1));
    }
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(DESTUDIO_CLI), {"--version"});
    QList<QByteArray> found;
    QDeadlineTimer limit(60'000);
    while (!limit.hasExpired() && process.state() != QProcess::NotRunning) {
        QFile file(QStringLiteral("/proc/%1/environ").arg(process.processId()));
        if (file.open(QIODevice::ReadOnly)) {
            const auto variables = file.readAll().split('\0');
            found = variables.size() > 1 ? variables : found;
        }
        const bool complete =
            std::all_of(expected.begin(), expected.end(), [&](const auto& one) { return found.contains(one); });
        if (complete && !expected.isEmpty()) {
            break;
        }
        process.waitForFinished(5);
    }
    process.waitForFinished();
    return found;
}

}  // namespace

class RuntimeEnvironmentTest : public QObject {
    Q_OBJECT

private slots:
    void what_is_missing_is_set() {
        const QList<QByteArray> expected = {"OMP_WAIT_POLICY=PASSIVE", "GLIBC_TUNABLES=glibc.malloc.hugetlb=1"};
        const auto found = environment_of_program({}, expected);
        for (const auto& variable : expected) {
            QVERIFY2(found.contains(variable), variable.constData());
        }
    }

    void what_the_user_chose_stays() {
        const auto found = environment_of_program({"GOMP_SPINCOUNT=1000", "GLIBC_TUNABLES=glibc.malloc.check=0"}, {});
        QVERIFY(found.contains("GOMP_SPINCOUNT=1000"));
        QVERIFY(found.contains("GLIBC_TUNABLES=glibc.malloc.check=0"));
        QVERIFY(!found.contains("OMP_WAIT_POLICY=PASSIVE"));
    }

    void arguments_come_through() {
        const auto result = test::run_cli({"--version"});
        QCOMPARE(result.status, 0);
        QVERIFY2(result.out.startsWith("destudio-cli "), qPrintable(result.out));
    }
};

DESTUDIO_TEST(RuntimeEnvironmentTest)

}  // namespace destudio::runtime_environment_test

#include "runtime_environment_test.moc"
