// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_start.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/detection/detector_factory.h"
#include "core/nn/io/weights.h"
#include "core/training/detector/adapter_recipe.h"
#include "tests/support/test_main.h"

namespace destudio::adapter_start_test {

using namespace destudio::training;

namespace {

AdapterRecipe tiny(const std::string& framework) {
    nlohmann::json json = {{"framework", framework}, {"model", {{"embed_dim", 16}, {"group_norm_groups", 4}}}};
    if (framework == "dino") {
        json["model"].update({{"num_heads", 2},
                              {"feedforward_dim", 16},
                              {"num_encoder_layers", 1},
                              {"num_decoder_layers", 2},
                              {"num_queries", 10}});
    }
    return parse_adapter_recipe(json, "recipe");
}

}  // namespace

class AdapterStartTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

private slots:
    void class_rows_follow_their_names_data() {
        QTest::addColumn<QString>("framework");
        QTest::addColumn<QString>("layer");
        QTest::addColumn<int>("slots_of_layer");
        QTest::newRow("dino") << "dino"
                              << "class_embed.0.weight" << 1;
        QTest::newRow("retinanet") << "retinanet"
                                   << "head.classification_head.cls_logits.weight" << 9;
    }

    void class_rows_follow_their_names() {
        QFETCH(QString, framework);
        QFETCH(QString, layer);
        QFETCH(int, slots_of_layer);
        const auto folder = std::filesystem::path(m_dir.path().toStdString()) / framework.toStdString();
        torch::manual_seed(1);
        const auto old_adapter = detection::make_detector(
            adapter_config(tiny(framework.toStdString()), {8, 16}, 4, {"cat", "dog", "bird"}), "old");
        detection::save_detector(*old_adapter, folder, nullptr);
        torch::manual_seed(2);
        const std::vector<std::string> wanted = {"bird", "fish", "cat", "cow"};
        const auto adapter = load_adapter_for(folder, wanted);
        QCOMPARE(adapter->classes(), wanted);

        const auto before = nn::state_dict(old_adapter->module());
        const auto after = nn::state_dict(adapter->module());
        QCOMPARE(after.size(), before.size());
        std::size_t equal = 0;
        for (const auto& [name, tensor] : before) {
            equal += tensor.sizes() == after.at(name).sizes() && torch::equal(tensor, after.at(name)) ? 1 : 0;
        }
        QVERIFY(equal > before.size() / 2);
        const auto rows_before = before.at(layer.toStdString()).reshape({slots_of_layer, 3, -1});
        const auto rows_after = after.at(layer.toStdString()).reshape({slots_of_layer, 4, -1});
        QVERIFY(torch::equal(rows_after.select(1, 0), rows_before.select(1, 2)));
        QVERIFY(torch::equal(rows_after.select(1, 2), rows_before.select(1, 0)));
        for (int old_class = 0; old_class < 3; ++old_class) {
            QVERIFY(!torch::equal(rows_after.select(1, 1), rows_before.select(1, old_class)));
        }
    }

    void the_same_list_loads_the_same_adapter() {
        const auto folder = std::filesystem::path(m_dir.path().toStdString()) / "retinanet";
        const auto adapter = load_adapter_for(folder, {"cat", "dog", "bird"});
        const auto loaded = detection::load_adapter(folder);
        const auto expected = nn::state_dict(loaded->module());
        for (const auto& [name, tensor] : nn::state_dict(adapter->module())) {
            QVERIFY2(torch::equal(tensor, expected.at(name)), name.c_str());
        }
    }

    void joined_lists_keep_the_old_order() {
        QCOMPARE(joined_classes({"b", "a"}, {"a", "c", "c"}), (std::vector<std::string>{"b", "a", "c"}));
    }
};

DESTUDIO_TEST(AdapterStartTest)

}  // namespace destudio::adapter_start_test

#include "adapter_start_test.moc"
