// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/import_dino.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/detection/dino/dino_adapter.h"
#include "core/nn/io/torch_checkpoint.h"
#include "core/nn/io/weights.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_dino.h"
#include "tests/support/torch_checkpoint_writer.h"

namespace destudio::import_dino_test {

using namespace destudio::detection;

namespace {

/// Nothing in it that the weights do not tell.
DinoConfig tiny_config() {
    DinoConfig config = test::tiny_dino_config();
    config.classes.clear();
    config.select_box_nums_for_evaluation = 20;  // all there are
    return config;
}

ImportOptions options() {
    ImportOptions options;
    options.group_norm_groups = 4;
    return options;
}

}  // namespace

class ImportDinoTest : public QObject {
    Q_OBJECT

    std::map<std::string, torch::Tensor> m_weights;

private slots:
    void init() {
        torch::manual_seed(2);
        m_weights = nn::state_dict(DinoAdapter(tiny_config()));
    }

    void sizes_are_read_off_the_weights() {
        const auto imported = import_dino(m_weights, options(), "x.pth");
        QVERIFY(to_json(imported.config) == to_json(tiny_config()));
        QCOMPARE(imported.weights.size(), m_weights.size());
        QVERIFY(imported.left_out.empty());
    }

    void what_is_not_the_adapter_is_left_out() {
        std::map<std::string, torch::Tensor> prefixed = {{"module.backbone.unet.weight", torch::ones({2})}};
        for (const auto& [name, tensor] : m_weights) {
            prefixed["module." + name] = tensor.to(torch::kHalf);
        }
        const auto imported = import_dino(prefixed, options(), "x.pth");
        QCOMPARE(imported.left_out, std::vector<std::string>{"backbone.unet.weight"});
        QCOMPARE(imported.weights.at("label_enc.weight").scalar_type(), torch::kFloat32);
    }

    void classes_and_features_can_be_named() {
        auto named = options();
        named.classes = {"cat", "dog"};
        named.in_features = {"div2", "div8"};
        const auto imported = import_dino(m_weights, named, "x.pth");
        QCOMPARE(imported.config.classes, named.classes);
        QCOMPARE(imported.config.in_channels.at("div8"), std::int64_t{5});
        named.classes = {"cat"};
        QVERIFY_EXCEPTION_THROWN(import_dino(m_weights, named, "x.pth"), ConfigError);
        named.classes.clear();
        named.in_features = {"div2"};
        QVERIFY_EXCEPTION_THROWN(import_dino(m_weights, named, "x.pth"), ConfigError);
    }

    void what_does_not_fit_is_refused() {
        auto without = m_weights;
        without.erase("transformer.enc_output.bias");
        QVERIFY_EXCEPTION_THROWN(import_dino(without, options(), "x.pth"), ConfigError);
        auto misshapen = m_weights;
        misshapen["transformer.enc_output.bias"] = torch::ones({17});
        QVERIFY_EXCEPTION_THROWN(import_dino(misshapen, options(), "x.pth"), ConfigError);
        QVERIFY_EXCEPTION_THROWN(import_dino({{"fc.weight", torch::ones({2, 2})}}, options(), "x.pth"), ConfigError);
        auto points = options();
        points.num_points = 5;
        QVERIFY_EXCEPTION_THROWN(import_dino(m_weights, points, "x.pth"), ConfigError);
    }

    void survives_the_way_through_a_checkpoint() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.path().toStdString() + "/x.pth";
        test::write_checkpoint(file, m_weights);
        const auto imported = import_dino(nn::read_torch_checkpoint(file), options(), "x.pth");
        QCOMPARE(imported.weights.size(), m_weights.size());
        for (const auto& [name, tensor] : imported.weights) {
            QVERIFY2(torch::equal(tensor, m_weights.at(name)), name.c_str());
        }
    }
};

DESTUDIO_TEST(ImportDinoTest)

}  // namespace destudio::import_dino_test

#include "import_dino_test.moc"
