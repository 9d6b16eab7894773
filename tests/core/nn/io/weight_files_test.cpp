// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weight_files.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/nn/io/surplus_weights.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::weight_files_test {

namespace fs = std::filesystem;

class WeightFilesTest : public QObject {
    Q_OBJECT

private slots:
    void full_precision_goes_first_data() {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("variant");
        QTest::newRow("plain") << QStringList{"model.fp16.safetensors", "model.safetensors"} << "model.safetensors"
                               << "";
        QTest::newRow("half alone") << QStringList{"model.fp16.safetensors"} << "model.fp16.safetensors"
                                    << "fp16";
        QTest::newRow("without averaging") << QStringList{"model.non_ema.safetensors"} << "model.non_ema.safetensors"
                                           << "non_ema";
        QTest::newRow("named full") << QStringList{"model.fp16.safetensors", "model.fp32.safetensors"}
                                    << "model.fp32.safetensors"
                                    << "fp32";
        QTest::newRow("shards") << QStringList{"model.safetensors.index.json", "model-00001-of-00002.safetensors",
                                               "model.fp16.safetensors"}
                                << "model.safetensors.index.json"
                                << "";
        QTest::newRow("half shards") << QStringList{"model.safetensors.index.fp16.json",
                                                    "model.fp16-00001-of-00002.safetensors"}
                                     << "model.safetensors.index.fp16.json"
                                     << "fp16";
        QTest::newRow("half shards, other order")
            << QStringList{"model.fp16.safetensors.index.json"} << "model.fp16.safetensors.index.json"
            << "fp16";
        QTest::newRow("pickle") << QStringList{"pytorch_model.bin"} << "pytorch_model.bin"
                                << "";
        QTest::newRow("pickle last") << QStringList{"pytorch_model.bin", "model.fp16.safetensors"}
                                     << "model.fp16.safetensors"
                                     << "fp16";
    }

    void full_precision_goes_first() {
        QFETCH(QStringList, files);
        QFETCH(QString, chosen);
        QFETCH(QString, variant);
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        for (const auto& file : files) {
            write_file_atomically(path / file.toStdString(), "x");
        }
        const auto found = nn::choose_weights(path, "model");
        QCOMPARE(QString::fromStdString(found.path.filename().string()), chosen);
        QCOMPARE(QString::fromStdString(found.variant), variant);
    }

    void what_is_there_instead_is_named() {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        write_file_atomically(path / "flax_model.msgpack", "x");
        write_file_atomically(path / "config.json", "{}");
        const auto sentence = test::error_of([&] { nn::find_weights(path, "model"); });
        QVERIFY2(sentence.find("model.safetensors") != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("flax_model.msgpack") != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("config.json") == std::string::npos, sentence.c_str());
    }

    void surplus_is_known_by_name() {
        for (const char* name :
             {"text_model.embeddings.position_ids", "logit_scale", "vision_model.post_layernorm.bias",
              "model_ema.num_updates", "loss.logvar", "betas", "v_pred", "ztsnr"}) {
            QVERIFY2(nn::is_surplus_weight(name), name);
        }
        for (const char* name : {"conv_in.weight", "text_model.final_layer_norm.bias", "encoder.conv_in.bias"}) {
            QVERIFY2(!nn::is_surplus_weight(name), name);
        }
    }
};

DESTUDIO_TEST(WeightFilesTest)

}  // namespace destudio::weight_files_test

#include "weight_files_test.moc"
