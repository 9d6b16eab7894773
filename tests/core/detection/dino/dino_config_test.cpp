// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_config.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::dino_config_test {

using namespace destudio::detection;

class DinoConfigTest : public QObject {
    Q_OBJECT

private slots:
    void empty_object_is_the_official_adapter() {
        const DinoConfig config = parse_dino_config(nlohmann::json::object(), "config.json");
        QCOMPARE(config.embed_dim, std::int64_t{256});
        QCOMPARE(config.num_feature_levels, std::int64_t{5});
        QCOMPARE(config.num_queries, std::int64_t{900});
        QCOMPARE(config.class_names().at(79), std::string("class 79"));
    }

    void survives_a_round_trip() {
        DinoConfig config = parse_dino_config({{"embed_dim", 96}, {"num_heads", 4}, {"classes", {"cat", "dog"}}}, "x");
        QCOMPARE(config.num_classes, std::int64_t{2});
        const DinoConfig again = parse_dino_config(to_json(config), "x");
        QVERIFY(to_json(again) == to_json(config));
    }

    void bad_values_are_named_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("key");
        QTest::newRow("framework") << R"({"framework":"yolo"})"
                                   << "framework";
        QTest::newRow("text") << R"({"embed_dim":"big"})"
                              << "embed_dim";
        QTest::newRow("fraction") << R"({"num_queries":1.5})"
                                  << "num_queries";
        QTest::newRow("huge") << R"({"feedforward_dim":99999999999})"
                              << "feedforward_dim";
        QTest::newRow("negative") << R"({"num_decoder_layers":-1})"
                                  << "num_decoder_layers";
        QTest::newRow("heads") << R"({"num_heads":7})"
                               << "num_heads";
        QTest::newRow("groups") << R"({"group_norm_groups":3})"
                                << "group_norm_groups";
        QTest::newRow("channels") << R"({"in_features":["div3"]})"
                                  << "div3";
        QTest::newRow("classes") << R"({"classes":["a"],"num_classes":2})"
                                 << "classes";
        QTest::newRow("variant") << R"({"look_forward_twice":false})"
                                 << "look_forward_twice";
        QTest::newRow("levels") << R"({"num_feature_levels":2})"
                                << "num_feature_levels";
    }

    void bad_values_are_named() {
        QFETCH(QString, json);
        QFETCH(QString, key);
        try {
            parse_dino_config(nlohmann::json::parse(json.toStdString()), "adapter/config.json");
            QFAIL("no error");
        } catch (const ConfigError& error) {
            const QString what = QString::fromUtf8(error.what());
            QVERIFY2(what.contains(key) && what.contains("adapter/config.json"), error.what());
        }
    }

    void not_an_object() { QVERIFY_EXCEPTION_THROWN(parse_dino_config(nlohmann::json::array(), "x"), ConfigError); }
};

DESTUDIO_TEST(DinoConfigTest)

}  // namespace destudio::dino_config_test

#include "dino_config_test.moc"
