// SPDX-License-Identifier: Apache-2.0
// Vectors in groups around their means.
#include "core/map/clusters.h"

#include <QtTest/QtTest>
#include <algorithm>

#include "core/base/error.h"
#include "tests/core/map/planted_points.h"
#include "tests/support/test_main.h"

namespace destudio::clusters_test {

class ClustersTest : public QObject {
    Q_OBJECT

private slots:
    void planted_groups_are_found() {
        const VectorSet vectors = test::planted_groups(120, 4, 0.1);
        const Clusters found = find_clusters(vectors, 4, 1);
        QCOMPARE(found.central.size(), std::size_t{4});
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            QCOMPARE(found.of[i], found.of[i % 4]);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            QCOMPARE(found.of[found.central[k]], static_cast<int>(k));
        }
    }

    void the_largest_comes_first() {
        VectorSet vectors{1, {}};
        for (const float value : {0.0F, 9.0F, 9.1F, 9.2F, 0.1F, 5.0F}) {
            vectors.values.push_back(value);
        }
        const Clusters found = find_clusters(vectors, 3, 7);
        QCOMPARE(found.of, (std::vector<int>{1, 0, 0, 0, 1, 2}));
        QCOMPARE(found.central[0], std::size_t{2});
    }

    void equal_vectors_are_one_cluster() {
        const VectorSet vectors{2, std::vector<float>(20, 0.5F)};
        const Clusters found = find_clusters(vectors, 4, 1);
        QCOMPARE(found.central.size(), std::size_t{1});
        QCOMPARE(std::count(found.of.begin(), found.of.end(), 0), std::ptrdiff_t{10});
        QVERIFY(find_clusters({2, {}}, 3, 1).of.empty());
    }

    void the_same_seed_gives_the_same() {
        const VectorSet vectors = test::planted_groups(200, 7, 1.5);
        QCOMPARE(find_clusters(vectors, 12, 5).of, find_clusters(vectors, 12, 5).of);
        QCOMPARE(find_clusters(vectors, 12, 5).central.size(), std::size_t{12});
    }

    void it_stops() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(find_clusters(test::planted_groups(20, 2, 1), 2, 1, stop.get_token()), CancelledError);
    }
};

DESTUDIO_TEST(ClustersTest)

}  // namespace destudio::clusters_test

#include "clusters_test.moc"
