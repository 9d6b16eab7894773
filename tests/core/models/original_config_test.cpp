// SPDX-License-Identifier: Apache-2.0
#include "core/models/original_config.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::original_config_test {

class OriginalConfigTest : public QObject {
    Q_OBJECT

private slots:
    void scalars_by_path() {
        const auto scalars = models::parse_yaml_scalars(
            "---\nmodel: # the model\n  target: \"a.b\"\n  params:\n"
            "    scale_factor: 0.18215 # usual\n    list: [1, 2]\n"
            "    - item\n  last: 'x: y'\nother: 1\n",
            "x");
        QCOMPARE(scalars.at("model.target"), std::string("a.b"));
        QCOMPARE(scalars.at("model.params.scale_factor"), std::string("0.18215"));
        QCOMPARE(scalars.at("model.params.list"), std::string("[1, 2]"));
        QCOMPARE(scalars.at("model.last"), std::string("x: y"));
        QCOMPARE(scalars.at("other"), std::string("1"));
    }

    void reads_what_tensors_do_not_tell() {
        const auto config = models::parse_original_config(
            "model:\n  params:\n    parameterization: \"v\"\n    scale_factor: 0.5\n    image_size: 96\n"
            "    linear_start: 0.001\n    unet_config:\n      params:\n        num_heads: -1\n"
            "        num_head_channels: 64\n",
            "x");
        QVERIFY(config.v_prediction == true);
        QCOMPARE(config.hints.scaling_factor, 0.5);
        QCOMPARE(config.hints.sample_size, std::int64_t{96});
        QCOMPARE(config.hints.unet_head_channels, std::int64_t{64});
        QCOMPARE(config.hints.unet_heads, std::int64_t{0});
        QCOMPARE(config.beta_start.value(), 0.001);
        QVERIFY(!config.beta_end);
        QVERIFY_THROWS_EXCEPTION(FormatError, models::parse_original_config("a: 1\n", "x"));
        QVERIFY_THROWS_EXCEPTION(FormatError,
                                 models::parse_original_config("model:\n  params:\n    scale_factor: much\n", "x"));
    }

    void is_found_beside_the_checkpoint() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QVERIFY(!models::find_original_config(path / "model.f16.safetensors"));
        write_file_atomically(path / "model.yaml", "model:\n");
        QVERIFY(models::find_original_config(path / "model.f16.safetensors") == path / "model.yaml");
        write_file_atomically(path / "model.f16.yaml", "model:\n");
        QVERIFY(models::find_original_config(path / "model.f16.safetensors") == path / "model.f16.yaml");
    }
};

DESTUDIO_TEST(OriginalConfigTest)

}  // namespace destudio::original_config_test

#include "original_config_test.moc"
