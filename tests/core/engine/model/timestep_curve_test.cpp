// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/timestep_curve.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::timestep_curve_test {

class TimestepCurveTest : public QObject {
    Q_OBJECT

private slots:
    void survives_its_file_and_belongs_to_one_adapter() {
        const QTemporaryDir folder;
        const std::filesystem::path adapter = folder.path().toStdString();
        QVERIFY(!read_timestep_curve(adapter, "a"));
        const TimestepCurve curve{"a", 30, {{1, 0.4, 0.6}, {50, 0.5, 0.7}, {100, 0.5, 0.65}}};
        write_timestep_curve(adapter, curve);
        QVERIFY(read_timestep_curve(adapter, "a") == curve);
        QCOMPARE(curve.best(), 50);
        QVERIFY(!read_timestep_curve(adapter, "b"));  // trained again since
        for (const char* broken : {"[]", "{}", R"({"format": "destudio-timestep-curve"})",
                                   R"({"format": "destudio-timestep-curve", "adapter_hash": "a", "images": 1,
                                       "points": [{"t": 2000, "AP": 0, "AP50": 0}]})"}) {
            write_file_atomically(adapter / "timestep_curve.json", std::string_view(broken));
            QVERIFY_EXCEPTION_THROWN(read_timestep_curve(adapter, "a"), FormatError);
        }
    }

    void reads_lists_of_timesteps() {
        QCOMPARE(parse_timesteps("100,1,50,1"), (std::vector<int>{1, 50, 100}));
        for (const char* wrong : {"", ",", "1,", "1 2", "-1", "1000", "a", "1.5"}) {
            QVERIFY_EXCEPTION_THROWN(parse_timesteps(wrong), UsageError);
        }
    }
};

DESTUDIO_TEST(TimestepCurveTest)

}  // namespace destudio::timestep_curve_test

#include "timestep_curve_test.moc"
