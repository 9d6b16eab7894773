// SPDX-License-Identifier: Apache-2.0
#include "core/map/picture_map.h"

#include <QtTest/QtTest>
#include <algorithm>

#include "core/map/map_findings.h"
#include "tests/core/map/planted_points.h"
#include "tests/support/test_main.h"

namespace destudio::picture_map_test {

using destudio::test::planted_groups;

namespace {

/// Ten references far apart, the first ten places, then variants of them in turn.
struct Planted {
    VectorSet vectors = planted_groups(110, 10, 0.1);
    std::vector<MapPicture> pictures;

    Planted() {
        for (std::int64_t i = 0; i < 110; ++i) {
            MapPicture picture;
            picture.role = i < 10 ? MapRole::kReference : MapRole::kAccepted;
            picture.reference = i < 10 ? -1 : i % 10;
            picture.hash = std::uint64_t{0x9e3779b97f4a7c15} * static_cast<std::uint64_t>(i);
            pictures.push_back(picture);
        }
    }
};

}  // namespace

class PictureMapTest : public QObject {
    Q_OBJECT

private slots:
    void a_reference_without_accepted_variants_is_a_hole() {
        Planted planted;
        QVERIFY(make_picture_map(planted.vectors, planted.pictures, 1).holes.empty());
        for (std::size_t i = 10; i < planted.pictures.size(); ++i) {
            if (i % 10 == 4) {
                planted.pictures[i].role = MapRole::kRejected;
            } else if (i % 10 == 7) {
                planted.pictures[i].role = MapRole::kOpen;
            }
        }
        auto holes = make_picture_map(planted.vectors, planted.pictures, 1).holes;
        std::sort(holes.begin(), holes.end());
        QCOMPARE(holes, (std::vector<std::uint32_t>{4, 7}));
    }

    void where_nothing_is_accepted_yet_what_is_open_fills() {
        Planted planted;
        for (std::size_t i = 10; i < planted.pictures.size(); ++i) {
            planted.pictures[i].role = i % 10 == 4 ? MapRole::kRejected : MapRole::kOpen;
        }
        QCOMPARE(make_picture_map(planted.vectors, planted.pictures, 1).holes, (std::vector<std::uint32_t>{4}));
    }

    void equal_pictures_are_a_stack_and_rejected_ones_are_not() {
        Planted planted;
        const auto copy = [&](std::size_t from, std::size_t to) {
            std::copy_n(planted.vectors[from], planted.vectors.length,
                        planted.vectors.values.begin() + static_cast<std::ptrdiff_t>(to * planted.vectors.length));
            planted.pictures[to].hash = planted.pictures[from].hash ^ 1U;
        };
        copy(12, 22);
        copy(12, 32);
        copy(15, 25);
        copy(16, 26);
        copy(17, 27);
        planted.pictures[26].role = MapRole::kRejected;
        planted.pictures[27].hash = ~planted.pictures[17].hash;  // the hash says that they differ
        QCOMPARE(make_picture_map(planted.vectors, planted.pictures, 1).stacks,
                 (std::vector<std::vector<std::uint32_t>>{{12, 22, 32}, {15, 25}}));
    }

    void many_variants_in_one_place_crowd_it() {
        std::vector<MapPosition> positions;
        std::vector<MapPicture> pictures;
        for (int i = 0; i < 400; ++i) {
            positions.push_back({static_cast<float>(i % 20), static_cast<float>(i / 20)});
            pictures.push_back({i % 4 == 0 ? MapRole::kReference : MapRole::kOpen, -1, 0, std::nullopt});
        }
        QVERIFY(find_crowded(positions, pictures).empty());
        for (int i = 0; i < 200; ++i) {
            positions.push_back({15 + 0.001F * static_cast<float>(i), 5});
            pictures.push_back({MapRole::kOpen, -1, 0, std::nullopt});
        }
        const auto crowded = find_crowded(positions, pictures);
        QCOMPARE(crowded.size(), std::size_t{1});
        const auto& variants = crowded.front().variants;
        QVERIFY(variants.size() >= 200 && variants.size() < 230);
        QVERIFY(std::find(variants.begin(), variants.end(), 599U) != variants.end());
    }

    void known_places_stay_and_few_of_them_are_not_kept() {
        Planted planted;
        const PictureMap first = make_picture_map(planted.vectors, planted.pictures, 1);
        for (std::size_t i = 0; i < 100; ++i) {
            planted.pictures[i].known = first.positions[i];
        }
        const PictureMap second = make_picture_map(planted.vectors, planted.pictures, 1);
        QVERIFY(std::equal(first.positions.begin(), first.positions.begin() + 100, second.positions.begin()));
        for (std::size_t i = 0; i < 60; ++i) {
            planted.pictures[i].known.reset();
        }
        QVERIFY(make_picture_map(planted.vectors, planted.pictures, 1).positions == first.positions);
    }

    void a_map_of_nothing_is_empty() {
        const PictureMap map = make_picture_map({}, {}, 1);
        QVERIFY(map.positions.empty() && map.holes.empty() && map.stacks.empty());
    }
};

DESTUDIO_TEST(PictureMapTest)

}  // namespace destudio::picture_map_test

#include "picture_map_test.moc"
