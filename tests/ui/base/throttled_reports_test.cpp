// SPDX-License-Identifier: Apache-2.0
#include "ui/base/throttled_reports.h"

#include <QTest>
#include <memory>
#include <thread>
#include <vector>

#include "tests/support/test_main.h"

namespace destudio::throttled_reports_test {

using namespace destudio::ui;

class ThrottledReportsTest : public QObject {
    Q_OBJECT

private slots:
    /// A thousand reports at once: the first and the last, whatever comes between.
    void a_burst_shows_the_first_and_the_last() {
        std::vector<int> shown;
        ThrottledReports<int> reports(this, [&](const int& value) {
            QCOMPARE(QThread::currentThread(), thread());
            shown.push_back(value);
        });
        std::thread([&] {
            for (int i = 1; i <= 1000; ++i) {
                reports.report(i, i == 1000);
            }
        }).join();
        QTRY_VERIFY(!shown.empty() && shown.back() == 1000);
        QCOMPARE(shown.front(), 1);
        QVERIFY(shown.size() < 100);
    }

    void slow_reports_are_all_shown() {
        std::vector<int> shown;
        ThrottledReports<int> reports(this, [&](const int& value) { shown.push_back(value); });
        for (int i = 1; i <= 3; ++i) {
            reports.report(i, false);
            QTest::qWait(100);
        }
        QCOMPARE(shown, (std::vector<int>{1, 2, 3}));
    }

    void nothing_is_shown_to_an_owner_that_is_gone() {
        int shown = 0;
        auto owner = std::make_unique<QObject>();
        ThrottledReports<int> reports(owner.get(), [&](const int&) { ++shown; });
        reports.report(1, true);
        owner.reset();
        QTest::qWait(20);
        QCOMPARE(shown, 0);
    }

    void progress_ends_with_what_is_done() {
        std::vector<std::int64_t> done;
        const ProgressSink sink = throttled_progress(this, [&](const Progress& now) { done.push_back(now.done); });
        for (std::int64_t i = 0; i <= 50; ++i) {
            sink({"part", i, 50});
        }
        QTRY_VERIFY(!done.empty() && done.back() == 50);
        QVERIFY(done.size() < 50);
    }
};

DESTUDIO_CORE_TEST(ThrottledReportsTest)

}  // namespace destudio::throttled_reports_test

#include "throttled_reports_test.moc"
