// SPDX-License-Identifier: Apache-2.0
// The full recordings, of which tests/data holds a part: skipped where they are missing.
#include "core/nn/torch.h"

#include <QtTest/QtTest>

#include "core/verify/verify_tree.h"
#include "tests/support/outside_data.h"
#include "tests/support/test_main.h"

namespace destudio::full_recordings_test {

class FullRecordingsTest : public QObject {
    Q_OBJECT

private slots:
    void the_second_part_passes() {
        const auto all = test::outside_data() / "golden2";
        if (!std::filesystem::is_directory(all)) {
            QSKIP("the full recordings (golden2) lie outside the repository");
        }
        std::string failures;
        const auto totals = verify::verify_tree(all, [&](const verify::TensorResult& result) {
            if (!result.passed && !result.informative) {
                failures += result.name + " " + result.note + "\n";
            }
        });
        QVERIFY2(totals.failed == 0, failures.c_str());
        QVERIFY(totals.passed > 1000);
    }

    void everything_recorded_passes() {
        const auto all = test::outside_data() / "golden";
        if (!std::filesystem::is_directory(all)) {
            QSKIP("the full recordings (golden) lie outside the repository; tests/data holds a part");
        }
        std::string failures;
        const auto totals = verify::verify_tree(all, [&](const verify::TensorResult& result) {
            if (!result.passed && !result.informative) {
                failures += result.name + " " + result.note + "\n";
            }
        });
        QVERIFY2(totals.failed == 0, failures.c_str());
        QVERIFY(totals.passed > 4000);
    }
};

DESTUDIO_TEST(FullRecordingsTest)

}  // namespace destudio::full_recordings_test

#include "full_recordings_test.moc"
