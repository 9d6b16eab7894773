// SPDX-License-Identifier: Apache-2.0
#include "core/base/process_memory.h"

#include <QtTest/QtTest>
#include <vector>
#include "tests/support/test_main.h"

namespace destudio::process_memory_test {

class ProcessMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void sees_a_block_come_and_go() {
        constexpr std::size_t kBlock = 64 << 20;
        constexpr std::int64_t kAlmost = 60 << 20;
        const auto before = process_memory();
        QVERIFY(before.resident > 0 && before.peak > 0);
        {
            const std::vector<char> block(kBlock, 1);
            const auto with = process_memory();
            QVERIFY(with.anonymous - before.anonymous > kAlmost);
            QVERIFY(with.resident - before.resident > kAlmost);
            QCOMPARE(block.back(), char{1});
        }
        give_back_free_memory();
        const auto after = process_memory();
        QVERIFY(after.anonymous - before.anonymous < kAlmost);
        QVERIFY(after.peak - before.resident > kAlmost);
        if (restart_peak_memory()) {
            QVERIFY(process_memory().peak - before.resident < kAlmost);
        }
    }

    /// Small blocks between blocks in use, which free() alone leaves to the process.
    void gives_back_what_stands_between_blocks_in_use() {
        constexpr std::size_t kBlocks = 4096;
        constexpr std::size_t kBytes = 16 << 10;  // 64 MB in all, below the size that is mapped by itself
        std::vector<std::vector<char>> kept;
        std::vector<std::vector<char>> freed;
        for (std::size_t i = 0; i < kBlocks; ++i) {
            freed.emplace_back(kBytes, char{1});
            kept.emplace_back(64, char{1});
        }
        freed.clear();
        const auto before = process_memory();
        give_back_free_memory();
        QVERIFY(before.anonymous - process_memory().anonymous > (32 << 20));
        QCOMPARE(kept.back().back(), char{1});
    }
};

DESTUDIO_TEST(ProcessMemoryTest)

}  // namespace destudio::process_memory_test

#include "process_memory_test.moc"
