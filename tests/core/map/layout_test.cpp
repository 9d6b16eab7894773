// SPDX-License-Identifier: Apache-2.0
#include "core/map/layout.h"

#include <QtTest/QtTest>
#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/error.h"
#include "core/map/density_grid.h"
#include "core/map/principal_axes.h"
#include "tests/core/map/planted_points.h"
#include "tests/support/test_main.h"

namespace destudio::layout_test {

using destudio::test::planted_groups;

namespace {

double distance(MapPosition a, MapPosition b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

std::vector<MapPosition> laid_out(const VectorSet& vectors, std::uint64_t seed, const std::stop_token& stop = {},
                                  const ProgressSink& progress = {}) {
    const NeighbourForest forest(vectors, seed);
    return lay_out(along_principal_axes(vectors, 20), forest.all_near(kLayoutNeighbours), seed, stop, progress);
}

/// The share of points whose nearest other point is of their own group.
double purity(const std::vector<MapPosition>& places, std::size_t groups) {
    std::size_t right = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        std::size_t nearest = i == 0 ? 1 : 0;
        for (std::size_t j = 0; j < places.size(); ++j) {
            if (j != i && distance(places[i], places[j]) < distance(places[i], places[nearest])) {
                nearest = j;
            }
        }
        right += nearest % groups == i % groups ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(places.size());
}

}  // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private slots:
    void three_groups_lie_apart_and_are_found() {
        const auto vectors = planted_groups(300, 3, 0.4);
        const auto places = laid_out(vectors, 1);
        QCOMPARE(purity(places, 3), 1.0);
        std::array<MapPosition, 3> middles{};
        for (std::size_t i = 0; i < places.size(); ++i) {
            middles[i % 3].x += places[i].x / 100;
            middles[i % 3].y += places[i].y / 100;
        }
        double widest = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            widest = std::max(widest, distance(places[i], middles[i % 3]));
        }
        QVERIFY(distance(middles[0], middles[1]) > widest && distance(middles[1], middles[2]) > widest &&
                distance(middles[0], middles[2]) > widest);
        const auto groups = find_groups(places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            QCOMPARE(groups[i], groups[i % 3]);
        }
        QVERIFY(groups[0] != groups[1] && groups[1] != groups[2] && groups[0] != groups[2]);
    }

    void is_the_same_for_the_same_seed_alone() {
        const auto vectors = planted_groups(150, 3, 0.4);
        const auto once = laid_out(vectors, 5);
        QVERIFY(once == laid_out(vectors, 5));
        QVERIFY(once != laid_out(vectors, 6));
    }

    void many_points_use_trees_and_stay_pure() {
        const auto vectors = planted_groups(800, 5, 0.5);
        const NeighbourForest forest(vectors, 1);
        const auto near = forest.all_near(kLayoutNeighbours);
        std::size_t right = 0;
        for (std::size_t i = 0; i < near.size(); i += 26) {
            std::vector<Neighbour> all;
            for (std::uint32_t j = 0; j < vectors.size(); ++j) {
                if (j != i) {
                    all.push_back({j, square_distance(vectors[i], vectors[j], vectors.length)});
                }
            }
            const auto best = std::min_element(
                all.begin(), all.end(), [](const Neighbour& a, const Neighbour& b) { return a.square < b.square; });
            right += near[i].front().id == best->id ? 1 : 0;
        }
        QVERIFY2(right >= 28, qPrintable(QString::number(right)));  // of 31
        QVERIFY(purity(laid_out(vectors, 1), 5) > 0.99);
    }

    void new_points_lie_beside_those_like_them_and_move_none() {
        const auto vectors = planted_groups(303, 3, 0.4);
        VectorSet old = vectors;
        old.values.resize(300 * old.length);
        const auto before = laid_out(old, 1);
        std::vector<std::optional<MapPosition>> known(before.begin(), before.end());
        known.resize(303);
        const auto after = place_new(vectors, known, 1);
        QVERIFY(std::equal(before.begin(), before.end(), after.begin()));
        QCOMPARE(purity(after, 3), 1.0);
    }

    void few_equal_and_no_points_are_no_trouble() {
        QVERIFY(laid_out({}, 1).empty());
        QCOMPARE(laid_out(planted_groups(1, 1, 1), 1).size(), std::size_t{1});
        QCOMPARE(laid_out(planted_groups(2, 1, 1), 1).size(), std::size_t{2});
        for (const auto& place : laid_out(planted_groups(700, 1, 0), 1)) {
            QVERIFY(std::isfinite(place.x) && std::isfinite(place.y));
        }
    }

    void stops_and_tells_how_far_it_is() {
        std::stop_source stop;
        int reports = 0;
        QVERIFY_EXCEPTION_THROWN(laid_out(planted_groups(100, 2, 0.4), 1, stop.get_token(),
                                          [&](const Progress& progress) {
                                              QCOMPARE(progress.total, std::int64_t{500});
                                              if (++reports == 3) {
                                                  stop.request_stop();
                                              }
                                          }),
                                 CancelledError);
        QCOMPARE(reports, 3);
    }
};

DESTUDIO_TEST(LayoutTest)

}  // namespace destudio::layout_test

#include "layout_test.moc"
