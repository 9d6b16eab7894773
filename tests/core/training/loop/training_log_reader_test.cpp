// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/training_log_reader.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/atomic_file.h"
#include "tests/support/test_main.h"

namespace destudio::training_log_reader_test {

using namespace destudio::training;

class TrainingLogReaderTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path log() const { return m_dir.path().toStdString() + "/log.jsonl"; }
    void append(const std::string& text) const { std::ofstream(log(), std::ios::app) << text; }

private slots:
    void init() { std::filesystem::remove(log()); }

    void reads_what_is_new() {
        TrainingLogReader reader(log(), "adapter");
        QVERIFY(!reader.poll());
        append(R"({"stage":"adapter","step":0,"loss":2.5,"loss_box":1.5,"learning_rate":0.1,"seconds_left":9})"
               "\n"
               R"({"stage":"detector","step":0,"loss":7})"
               "\n");
        QVERIFY(reader.poll());
        QCOMPARE(reader.curves().loss.size(), std::size_t{1});
        QCOMPARE(reader.curves().loss[0].value, 2.5);
        QCOMPARE(reader.curves().parts.at("loss_box")[0].value, 1.5);
        QCOMPARE(reader.curves().seconds_left, 9.0);
        QCOMPARE(reader.curves().steps(), std::int64_t{1});
        QVERIFY(!reader.poll());
        append(R"({"stage":"adapter-evaluation","step":1,"AP":0.25,"AP50":0.5})"
               "\n");
        QVERIFY(reader.poll());
        QCOMPARE(reader.curves().ap[0].step, std::int64_t{1});
        QCOMPARE(reader.curves().ap50[0].value, 0.5);
    }

    void a_torn_line_waits_and_nonsense_is_skipped() {
        TrainingLogReader reader(log(), "adapter");
        append("nonsense\n[1]\n{\"stage\":\"adapter\",\"step\":\"x\"}\n{\"stage\":\"adapter\",\"st");
        QVERIFY(reader.poll());
        QVERIFY(reader.curves().loss.empty());
        append("ep\":3,\"loss\":1}\n");
        QVERIFY(reader.poll());
        QCOMPARE(reader.curves().loss.at(0).step, std::int64_t{3});
    }

    void a_rewritten_log_is_read_again() {
        TrainingLogReader reader(log(), "adapter");
        append("{\"stage\":\"adapter\",\"step\":0,\"loss\":1}\n{\"stage\":\"adapter\",\"step\":1,\"loss\":2}\n");
        reader.poll();
        // A resumed run drops the steps that it does again.
        write_file_atomically(log(), "{\"stage\":\"adapter\",\"step\":0,\"loss\":1}\n");
        append("{\"stage\":\"adapter\",\"step\":1,\"loss\":3}\n");
        QVERIFY(reader.poll());
        QCOMPARE(reader.curves().loss.size(), std::size_t{2});
        QCOMPARE(reader.curves().loss[1].value, 3.0);
    }
};

DESTUDIO_TEST(TrainingLogReaderTest)

}  // namespace destudio::training_log_reader_test

#include "training_log_reader_test.moc"
