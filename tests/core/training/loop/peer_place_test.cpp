// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <QtTest/QtTest>
#include <map>

#include "core/base/error.h"
#include "core/training/loop/peers.h"
#include "tests/support/test_main.h"

namespace destudio::peer_place_test {

using namespace destudio::training;

namespace {

using Variables = std::map<std::string, std::string>;

std::optional<PeerPlace> place_in(const Variables& variables) {
    return peer_place([&](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    });
}

}  // namespace

class PeerPlaceTest : public QObject {
    Q_OBJECT

private slots:
    void a_process_started_alone_has_no_place() {
        QVERIFY(!place_in({}));
        QVERIFY(!place_in({{"RANK", "0"}, {"WORLD_SIZE", "1"}}));
        QVERIFY2(!place_in({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}, {"SLURM_JOB_ID", "7"}}),
                 "a batch script without srun");
    }

    void torchrun_says_it_all() {
        const auto place =
            place_in({{"RANK", "2"}, {"WORLD_SIZE", "4"}, {"MASTER_ADDR", "node1"}, {"MASTER_PORT", "29500"}});
        QVERIFY(place);
        QCOMPARE(place->rank, 2);
        QCOMPARE(place->size, 4);
        QCOMPARE(place->address, std::string("node1"));
        QCOMPARE(place->port, 29500);
    }

    void srun_says_where_the_first_one_is_data() {
        QTest::addColumn<QString>("nodes");
        QTest::addColumn<QString>("first");
        QTest::newRow("one") << "alpha"
                             << "alpha";
        QTest::newRow("list") << "alpha,beta"
                              << "alpha";
        QTest::newRow("range") << "gpu[03-04,07],beta"
                               << "gpu03";
        QTest::newRow("suffix") << "gpu[3,5]-ib,beta[1-2]"
                                << "gpu3-ib";
        QTest::newRow("list before a range") << "alpha,gpu[03-04]"
                                             << "alpha";
    }

    void srun_says_where_the_first_one_is() {
        QFETCH(QString, nodes);
        QFETCH(QString, first);
        Variables variables{{"SLURM_PROCID", "1"},
                            {"SLURM_STEP_ID", "0"},
                            {"SLURM_STEP_NUM_TASKS", "2"},
                            {"SLURM_NTASKS", "8"},
                            {"SLURM_STEP_NODELIST", nodes.toStdString()},
                            {"SLURM_JOB_ID", "123456"}};
        const auto place = place_in(variables);
        QVERIFY(place);
        QCOMPARE(place->rank, 1);
        QCOMPARE(place->size, 2);
        QCOMPARE(QString::fromStdString(place->address), first);
        QCOMPARE(place->port, 23456);
        variables["MASTER_ADDR"] = "gamma";
        variables["MASTER_PORT"] = "5000";
        QCOMPARE(place_in(variables)->address, std::string("gamma"));
        QCOMPARE(place_in(variables)->port, 5000);
    }

    void what_makes_no_sense_is_named_data() {
        QTest::addColumn<QString>("rank");
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("port");
        QTest::newRow("rank too large") << "2"
                                        << "2"
                                        << "29500";
        QTest::newRow("no number") << "one"
                                   << "2"
                                   << "29500";
        QTest::newRow("no size") << "0"
                                 << ""
                                 << "29500";
        QTest::newRow("port too large") << "0"
                                        << "2"
                                        << "70000";
    }

    void what_makes_no_sense_is_named() {
        QFETCH(QString, rank);
        QFETCH(QString, size);
        QFETCH(QString, port);
        QVERIFY_EXCEPTION_THROWN(place_in({{"RANK", rank.toStdString()},
                                           {"WORLD_SIZE", size.toStdString()},
                                           {"MASTER_ADDR", "node1"},
                                           {"MASTER_PORT", port.toStdString()}}),
                                 ConfigError);
        QVERIFY_EXCEPTION_THROWN(place_in({{"RANK", "0"}, {"WORLD_SIZE", "2"}}), ConfigError);
    }
};

DESTUDIO_TEST(PeerPlaceTest)

}  // namespace destudio::peer_place_test

#include "peer_place_test.moc"
