// SPDX-License-Identifier: Apache-2.0
#include "core/verify/detection_cases.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::detection_cases_test {

using namespace destudio::verify;

class DetectionCasesTest : public QObject {
    Q_OBJECT

private slots:
    void agrees_with_recordings_data() {
        QTest::addColumn<QString>("folder");
        const std::filesystem::path tree = DESTUDIO_TEST_DATA_DIR "/detection";
        for (const auto& entry : std::filesystem::directory_iterator(tree)) {
            if (is_detection_case(entry.path())) {
                QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
            }
        }
    }

    void agrees_with_recordings() {
        QFETCH(QString, folder);
        Checks checks;
        run_detection_case(folder.toStdString(), checks);
        QVERIFY(!checks.all().empty());
        for (const Check& check : checks.all()) {
            QVERIFY2(check.passed, qPrintable(QString("%1: %2 > %3")
                                                  .arg(QString::fromStdString(check.name))
                                                  .arg(check.max_error)
                                                  .arg(check.bound)));
        }
    }

    void notices_differences() {
        Checks checks;
        checks.close("shape", torch::zeros({2}), torch::zeros({3}));
        checks.close("nan", torch::full({2}, std::numeric_limits<float>::quiet_NaN()), torch::zeros({2}));
        checks.close("value", torch::ones({2}), torch::full({2}, 1.01));
        checks.equal("entry", torch::ones({2}), torch::zeros({2}));
        checks.number("number", std::numeric_limits<double>::quiet_NaN(), 1.0, 0.1);
        checks.holds("statement", false);
        for (const Check& check : checks.all()) {
            QVERIFY2(!check.passed, check.name.c_str());
        }
    }
};

DESTUDIO_TEST(DetectionCasesTest)

}  // namespace destudio::detection_cases_test

#include "detection_cases_test.moc"
