// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/torch_checkpoint.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "tests/support/test_main.h"
#include "tests/support/torch_checkpoint_writer.h"

namespace destudio::torch_checkpoint_test {

using namespace destudio::test;

namespace {

std::string floats(const std::vector<float>& values) {
    return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

const std::string kSix = floats({0, 1, 2, 3, 4, 5});

std::string six_as(std::int64_t offset, const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides) {
    return tensor_op(storage_op("FloatStorage", "0", 6), offset, shape, strides);
}

}  // namespace

class TorchCheckpointTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path file() const { return m_dir.path().toStdString() + "/x.pth"; }

    /// The message of the error that reading the file ends in.
    QString refusal() const {
        try {
            nn::read_torch_checkpoint(file());
        } catch (const Error& error) {
            return QString::fromStdString(error.what());
        }
        return QStringLiteral("no error");
    }

private slots:
    void reads_tensors_and_views() {
        write_checkpoint(file(),
                         checkpoint_pickle({{"whole", six_as(0, {2, 3}, {3, 1})},
                                            {"transposed", six_as(0, {3, 2}, {1, 3})},
                                            {"part", six_as(2, {3}, {1})},
                                            {"scalar", six_as(5, {}, {})},
                                            {"empty", six_as(0, {0, 3}, {3, 1})},
                                            {"half", tensor_op(storage_op("HalfStorage", "1", 2), 0, {2}, {1})},
                                            {"flag", std::string("\x88")}}),
                         {{"0", kSix}, {"1", std::string("\x00\x3c\x00\xc0", 4)}});
        const auto tensors = nn::read_torch_checkpoint(file());
        QCOMPARE(tensors.size(), std::size_t{6});
        QVERIFY(torch::equal(tensors.at("whole"), torch::arange(6, torch::kFloat).view({2, 3})));
        QVERIFY(torch::equal(tensors.at("transposed"), torch::arange(6, torch::kFloat).view({2, 3}).t()));
        QVERIFY(tensors.at("transposed").is_contiguous());
        QVERIFY(torch::equal(tensors.at("part"), torch::tensor({2.F, 3.F, 4.F})));
        QCOMPARE(tensors.at("scalar").item<float>(), 5.F);
        QCOMPARE(tensors.at("empty").numel(), std::int64_t{0});
        QVERIFY(torch::equal(tensors.at("half"), torch::tensor({1.F, -2.F}).to(torch::kHalf)));
    }

    void code_is_refused_and_named_data() {
        QTest::addColumn<QByteArray>("op");
        QTest::addColumn<QString>("named");
        QTest::newRow("function") << QByteArray::fromStdString(global_op("os", "system") + "(" + text_op("true") + "tR")
                                  << "os.system";
        QTest::newRow("class") << QByteArray::fromStdString(global_op("torch.nn", "Linear") + ")R")
                               << "torch.nn.Linear";
        QTest::newRow("builtin") << QByteArray::fromStdString(text_op("builtins") + text_op("eval") + "\x93")
                                 << "builtins.eval";
        QTest::newRow("opcode") << QByteArray("ios\nsystem\n") << "operation 105";
        QTest::newRow("new object") << QByteArray::fromStdString(global_op("collections", "OrderedDict") + ")\x81")
                                    << "operation 129";
    }

    void code_is_refused_and_named() {
        QFETCH(QByteArray, op);
        QFETCH(QString, named);
        write_checkpoint(file(), checkpoint_pickle({{"x", op.toStdString()}}), {});
        QVERIFY2(refusal().contains(named), qPrintable(refusal()));
        QVERIFY(refusal().contains(QStringLiteral("no code is run")));
    }

    void what_trainers_leave_is_passed_over_data() {
        QTest::addColumn<QByteArray>("op");
        const auto row = [](const char* name, const std::string& op) {
            QTest::newRow(name) << QByteArray::fromStdString(op);
        };
        row("number of numpy", global_op("numpy.core.multiarray", "scalar") + "(" + global_op("numpy", "dtype") + "(" +
                                   text_op("f8") + "\x89\x88tR(K\x03" + text_op("<") + "tbtR");
        row("callback", global_op("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint") + ")\x81}" +
                            text_op("best") + "Nsb");
        row("filled", global_op("collections", "defaultdict") + ")R(" + text_op("a") + "Nu");
        row("set", std::string("\x8f(") + text_op("a") + "\x90");
    }

    void what_trainers_leave_is_passed_over() {
        QFETCH(QByteArray, op);
        write_checkpoint(file(), checkpoint_pickle({{"left", op.toStdString()}, {"x", six_as(0, {6}, {1})}}),
                         {{"0", kSix}});
        QVERIFY2(refusal() == QStringLiteral("no error"), qPrintable(refusal()));
        QCOMPARE(nn::read_torch_checkpoint(file()).size(), std::size_t{1});
    }

    void tensors_are_mapped_in_place() {
        write_checkpoint(file(), checkpoint_pickle({{"whole", six_as(0, {2, 3}, {3, 1})}}), {{"0", kSix}});
        const nn::TorchCheckpoint checkpoint(file());
        QVERIFY(checkpoint.describe("whole").shape == (std::vector<std::int64_t>{2, 3}));
        QVERIFY(torch::equal(checkpoint.tensor("whole"), torch::arange(6, torch::kFloat).view({2, 3})));
        QVERIFY_EXCEPTION_THROWN(checkpoint.tensor("other"), FormatError);
        QVERIFY(nn::open_weights(file())->contains("whole"));
    }

    void tensors_that_lie_are_refused_data() {
        QTest::addColumn<QByteArray>("op");
        const auto row = [](const char* name, const std::string& op) {
            QTest::newRow(name) << QByteArray::fromStdString(op);
        };
        row("beyond", six_as(0, {7}, {1}));
        row("offset", six_as(1, {6}, {1}));
        row("negative offset", six_as(-1, {2}, {1}));
        row("negative size", six_as(0, {-2}, {1}));
        row("negative stride", six_as(5, {2}, {-1}));
        row("stride", six_as(0, {2, 2}, {5, 3}));
        row("expanded", six_as(0, {6, 6, 6}, {0, 0, 0}));
        row("overflow", six_as(0, {2147483647, 2147483647, 2147483647}, {0, 0, 0}));
        row("ranks", six_as(0, {2, 3}, {1}));
        row("count", tensor_op(storage_op("FloatStorage", "0", 5), 0, {5}, {1}));
        row("type", tensor_op(storage_op("QInt8Storage", "0", 24), 0, {5}, {1}));
        row("missing part", tensor_op(storage_op("FloatStorage", "9", 6), 0, {5}, {1}));
        row("no storage", global_op("torch._utils", "_rebuild_tensor_v2") + "(NJ" + le(0, 4) + ")))tR");
        row("called storage", global_op("torch", "FloatStorage") + ")R");
        row("empty stack", "000000");
        row("unbalanced", "tttt");
        row("items without dict", "(NNu");
    }

    void tensors_that_lie_are_refused() {
        QFETCH(QByteArray, op);
        write_checkpoint(file(), checkpoint_pickle({{"x", op.toStdString()}}), {{"0", kSix}});
        QVERIFY_EXCEPTION_THROWN(nn::read_torch_checkpoint(file()), FormatError);
    }

    void other_formats_are_named_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("named");
        QTest::newRow("legacy") << QByteArray("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9 j\xa8P\x19.", 15)
                                << "legacy format";
        QTest::newRow("tar") << QByteArray(257, '\0') + "ustar  \0" + QByteArray(300, '\0') << "tar file";
        QTest::newRow("pickle") << QByteArray("\x80\x04\x95") << "plain pickle";
        QTest::newRow("text") << QByteArray("version https://git-lfs") << "no PyTorch checkpoint";
        QTest::newRow("empty") << QByteArray() << "no PyTorch checkpoint";
        QTest::newRow("zip") << QByteArray::fromStdString(zip_file({{"a/b.txt", "x"}})) << "data.pkl";
        QTest::newRow("script") << QByteArray::fromStdString(zip_file({{"m/constants.pkl", "x"}, {"m/data.pkl", "x"}}))
                                << "TorchScript";
        QTest::newRow("big-endian") << QByteArray::fromStdString(
                                           zip_file({{"m/byteorder", "big"}, {"m/data.pkl", "x"}}))
                                    << "big-endian";
        QTest::newRow("nothing in it") << QByteArray::fromStdString(zip_file({{"m/data.pkl", checkpoint_pickle({})}}))
                                       << "no tensors";
    }

    void other_formats_are_named() {
        QFETCH(QByteArray, content);
        QFETCH(QString, named);
        write_file_atomically(file(), content.toStdString());
        QVERIFY2(refusal().contains(named), qPrintable(refusal()));
    }

    void a_file_cut_anywhere_is_refused() {
        write_checkpoint(file(), {{"a", torch::arange(40, torch::kFloat)}, {"b", torch::ones({3, 3})}});
        QCOMPARE(nn::read_torch_checkpoint(file()).size(), std::size_t{2});
        const std::string whole = read_file(file());
        for (std::size_t length = 0; length < whole.size(); length += 7) {
            write_file_atomically(file(), whole.substr(0, length));
            QVERIFY_EXCEPTION_THROWN(nn::read_torch_checkpoint(file()), Error);
        }
    }

    void any_changed_byte_is_read_or_refused() {
        write_checkpoint(file(), {{"a", torch::arange(4, torch::kFloat)}, {"b", torch::ones({2, 2})}});
        const std::string whole = read_file(file());
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
            write_file_atomically(file(), changed);
            try {
                for (const auto& [name, tensor] : nn::read_torch_checkpoint(file())) {
                    QVERIFY(tensor.numel() <= 4);
                }
            } catch (const Error&) {
                continue;  // refused: as good
            }
        }
    }

    void deep_nesting_is_harmless() {
        // A million lists, each in the next.
        std::string nested(1'000'000, ']');
        nested += std::string(999'999, 'a');
        write_checkpoint(file(), checkpoint_pickle({{"deep", nested}, {"x", six_as(0, {6}, {1})}}), {{"0", kSix}});
        QCOMPARE(nn::read_torch_checkpoint(file()).size(), std::size_t{1});
    }

    void missing_file() { QVERIFY_EXCEPTION_THROWN(nn::read_torch_checkpoint(file().string() + "x"), IoError); }
};

DESTUDIO_TEST(TorchCheckpointTest)

}  // namespace destudio::torch_checkpoint_test

#include "torch_checkpoint_test.moc"
