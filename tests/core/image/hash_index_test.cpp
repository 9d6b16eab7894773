// SPDX-License-Identifier: Apache-2.0
#include "core/image/hash_index.h"

#include <QtTest/QtTest>

#include "core/base/random.h"
#include "core/image/perceptual_hash.h"
#include "tests/support/test_main.h"

namespace destudio::hash_index_test {

using namespace destudio;

class HashIndexTest : public QObject {
    Q_OBJECT

private slots:
    void finds_what_comparing_all_finds() {
        Random random(3);
        const auto any = [&random] { return mix_seeds(static_cast<std::uint64_t>(random.integer(0, 1 << 30)), 1); };
        for (const int distance : {0, 1, 2, 6, 7, 8, 20, 64}) {
            HashIndex index(distance);
            std::vector<std::uint64_t> hashes;
            int found = 0;
            for (int i = 0; i < 600; ++i) {
                std::uint64_t hash = any();
                if (i % 2 == 1) {  // near an earlier one: a few bits apart, some just too many
                    hash = hashes[static_cast<std::size_t>(random.integer(0, i - 1))];
                    for (int flips = static_cast<int>(random.integer(0, distance + 2)); flips > 0; --flips) {
                        hash ^= std::uint64_t{1} << random.integer(0, 63);
                    }
                }
                std::optional<std::size_t> first;
                std::vector<std::size_t> all;
                for (std::size_t k = 0; k < hashes.size(); ++k) {
                    if (hash_distance(hashes[k], hash) <= distance) {
                        first = first ? first : std::optional(k);
                        all.push_back(k);
                    }
                }
                QVERIFY(index.first_near(hash) == first);
                QVERIFY(index.all_near(hash) == all);
                found += first ? 1 : 0;
                index.add(hash);
                hashes.push_back(hash);
            }
            QVERIFY(found > 100);
        }
    }
};

DESTUDIO_TEST(HashIndexTest)

}  // namespace destudio::hash_index_test

#include "hash_index_test.moc"
