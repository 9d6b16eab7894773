// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attention/data_engine_json.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "tests/support/test_main.h"

namespace destudio::data_engine_json_test {

using namespace destudio::detection;

class DataEngineJsonTest : public QObject {
    Q_OBJECT

private slots:
    void a_subset_lists_only_images_that_keep_a_box() {
        const std::int64_t first = 1700000000000070001;
        const GeneratedImage both{first, 10, 20, {{0, 0, 4, 4}, {1, 1, 5, 5}}, {0.9F, 0.8F}, {0, 1}};
        const GeneratedImage cat_alone{first + 1, 10, 20, {{0, 0, 4, 4}}, {0.9F}, {0}};
        const GeneratedImage dog_alone{first + 2, 10, 20, {{0, 0, 4, 4}}, {0.9F}, {1}};
        const auto raw = to_raw_annotations({both, cat_alone, dog_alone});
        const std::vector<CategoryMapping> categories{{0, 17, "cat"}, {1, 18, "dog"}};
        const auto dogs = to_subset_annotations(raw, categories, {"dog"});
        QCOMPARE(dogs.at("images").size(), std::size_t{2});
        QCOMPARE(dogs.at("images").at(0).at("id").get<std::int64_t>(), first);
        QCOMPARE(dogs.at("images").at(1).at("id").get<std::int64_t>(), first + 2);
        QCOMPARE(dogs.at("annotations").size(), std::size_t{2});
        QCOMPARE(to_subset_annotations(raw, categories, {"bird"}).at("images").size(), std::size_t{0});
        QCOMPARE(to_subset_annotations(raw, categories, {"cat", "dog"}).at("images").size(), std::size_t{3});
    }
};

DESTUDIO_CORE_TEST(DataEngineJsonTest)

}  // namespace destudio::data_engine_json_test

#include "data_engine_json_test.moc"
