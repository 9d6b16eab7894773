// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/safetensors.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/core/nn/raw_safetensors.h"
#include "tests/support/test_main.h"

namespace destudio::safetensors_test {

using test::write_raw_safetensors;

namespace {

std::string error_of(const std::filesystem::path& path) {
    try {
        const nn::SafetensorsFile file(path);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name = "file.safetensors") const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private slots:
    void round_trip() {
        const std::map<std::string, torch::Tensor> tensors{
            {"float", torch::tensor({{1.5F, -2.0F}, {3.0F, 1e-30F}})},
            {"half", torch::tensor({0.5F, 65504.0F}).to(torch::kFloat16)},
            {"brain", torch::tensor({1.0F, -3.0e38F}).to(torch::kBFloat16)},
            {"double", torch::tensor({1.0 / 3.0}, torch::kFloat64)},
            {"whole", torch::tensor({std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()})},
            {"bytes", torch::tensor({0, 1, 255}, torch::kUInt8)},
            {"scalar", torch::tensor(7.0F)},
            {"empty", torch::empty({0, 3})},
            {"name with \"quotes\" \xC3\xA9", torch::arange(6).reshape({1, 2, 3}).to(torch::kInt32)},
            {"transposed", torch::arange(6, torch::kFloat32).reshape({2, 3}).t()}};
        nn::write_safetensors(path(), tensors, {{"format", "pt"}});
        const nn::SafetensorsFile file(path());
        QCOMPARE(file.entries().size(), tensors.size());
        QCOMPARE(file.metadata().at("format"), std::string("pt"));
        for (const auto& [name, tensor] : tensors) {
            const auto read = file.tensor(name);
            QCOMPARE(read.scalar_type(), tensor.scalar_type());
            QVERIFY2(torch::equal(read, tensor), name.c_str());
        }
        QVERIFY_EXCEPTION_THROWN(file.tensor("absent"), FormatError);
    }

    void tensor_outlives_file_and_never_changes_it() {
        nn::write_safetensors(path(), {{"a", torch::ones({4})}});
        torch::Tensor tensor = nn::SafetensorsFile(path()).tensor("a");
        tensor.fill_(5);
        QCOMPARE(tensor.sum().item<float>(), 20.0F);
        QCOMPARE(nn::SafetensorsFile(path()).tensor("a").sum().item<float>(), 4.0F);
    }

    void misaligned_data_are_copied() {
        // An odd header length puts the floats on an odd address.
        std::string header = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
        header.append(header.size() % 2 == 0 ? 1 : 2, ' ');
        write_raw_safetensors(path(), header, 8);
        QVERIFY(torch::equal(nn::SafetensorsFile(path()).tensor("a"), torch::zeros({2})));
    }

    void missing_file_and_folder() {
        QVERIFY_EXCEPTION_THROWN(nn::SafetensorsFile(path("none.safetensors")), IoError);
        QVERIFY_EXCEPTION_THROWN(nn::SafetensorsFile(m_folder.path().toStdString()), IoError);
    }

    void truncated_anywhere() {
        nn::write_safetensors(path(), {{"a", torch::ones({16})}, {"b", torch::ones({3, 3})}});
        const std::string whole = read_file(path());
        for (std::size_t length = 0; length < whole.size(); length += 3) {
            write_file_atomically(path("cut.safetensors"), whole.substr(0, length));
            QVERIFY_EXCEPTION_THROWN(nn::SafetensorsFile(path("cut.safetensors")), FormatError);
        }
    }

    void lying_header_length() {
        const std::string header = R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
        for (const std::uint64_t claimed :
             {std::uint64_t{0}, std::uint64_t{5}, header.size() + 5, std::uint64_t{200'000'000},
              std::numeric_limits<std::uint64_t>::max(), std::uint64_t{1} << 63}) {
            write_raw_safetensors(path(), header, 4, claimed);
            QVERIFY_EXCEPTION_THROWN(nn::SafetensorsFile{path()}, FormatError);
        }
    }

    void broken_headers_data() {
        QTest::addColumn<QString>("header");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* header, int bytes, const char* expected) {
            QTest::newRow(name) << QString(header) << bytes << QString(expected);
        };
        row("not json", "{]", 0, "JSON");
        row("list", "[]", 0, "not an object");
        row("number entry", R"({"a":1})", 0, "\"a\"");
        row("no shape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4, "lacks");
        row("type is a number", R"({"a":{"dtype":3,"shape":[1],"data_offsets":[0,4]}})", 4, "unknown type");
        row("unknown type", R"({"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}})", 4, "F8_E4M3");
        row("negative size", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4, "dimension");
        row("fractional size", R"({"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}})", 4, "dimension");
        row("shape text", R"({"a":{"dtype":"F32","shape":"1","data_offsets":[0,4]}})", 4, "shape");
        row("too many dimensions",
            R"({"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4,
            "shape");
        row("shape overflows", R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0,
            "too large");
        row("shape overflows beside a zero",
            R"({"a":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}})", 0, "too large");
        row("wraps to the right size", R"({"a":{"dtype":"F32","shape":[4611686018427387905,1],"data_offsets":[0,4]}})",
            4, "too large");
        row("size above int64", R"({"a":{"dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,4]}})", 4,
            "too large");
        row("shape does not fit", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4, "does not fit");
        row("one offset", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4, "offsets");
        row("offsets reversed", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4, "outside");
        row("offset negative", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}})", 4, "offset");
        row("beyond the end", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4, "outside");
        row("offset overflows",
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[18446744073709551612,18446744073709551615]}})", 4,
            "outside");
        row("overlap",
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            8, "overlaps");
        row("same bytes",
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
            4, "overlaps");
        row("gap",
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})",
            12, "gap");
        row("bytes at the end", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 9, "after its last");
        row("duplicate names",
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            8, "twice");
        row("metadata not text", R"({"__metadata__":{"step":3}})", 0, "step");
    }
    void broken_headers() {
        QFETCH(QString, header);
        QFETCH(int, bytes);
        QFETCH(QString, expected);
        write_raw_safetensors(path(), header.toStdString(), static_cast<std::size_t>(bytes));
        const auto message = QString::fromStdString(error_of(path()));
        QVERIFY2(message.contains(expected), qPrintable(message));
        QVERIFY2(message.contains("file.safetensors"), qPrintable(message));
    }

    void nesting_bomb() {
        write_raw_safetensors(path(), R"({"a":)" + std::string(100000, '['), 0);
        QVERIFY_EXCEPTION_THROWN(nn::SafetensorsFile{path()}, FormatError);
    }

    void shards() {
        nn::write_safetensors(path("one.safetensors"), {{"a", torch::ones({2})}});
        nn::write_safetensors(path("two.safetensors"), {{"b", torch::zeros({3})}});
        const auto index = path("model.safetensors.index.json");
        write_file_atomically(index, R"({"metadata":{"total_size":1},
            "weight_map":{"a":"one.safetensors","b":"two.safetensors"}})");
        QCOMPARE(nn::find_weights(path("").parent_path(), "model"), index);
        const nn::SafetensorsArchive archive(index);
        QCOMPARE(archive.names(), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(archive.tensor("b").numel(), std::int64_t{3});
        QVERIFY_EXCEPTION_THROWN(archive.tensor("c"), FormatError);
    }

    void lying_indices() {
        nn::write_safetensors(path("one.safetensors"), {{"a", torch::ones({2})}});
        nn::write_safetensors(path("twin.safetensors"), {{"a", torch::ones({2})}});
        const auto index = path("model.safetensors.index.json");
        for (const char* map :
             {R"({"a":"one.safetensors","b":"one.safetensors"})", R"({"a":"../one.safetensors"})", R"({"a":".."})",
              R"({"a":3})", R"({"a":"one.safetensors","x":"twin.safetensors"})", "[]"}) {
            write_file_atomically(index, std::string(R"({"weight_map":)") + map + "}");
            QVERIFY_EXCEPTION_THROWN(nn::SafetensorsArchive{index}, FormatError);
        }
        write_file_atomically(index, R"({"weight_map":{"a":"none.safetensors"}})");
        QVERIFY_EXCEPTION_THROWN(nn::SafetensorsArchive{index}, IoError);
        write_file_atomically(index, "{}");
        QVERIFY_EXCEPTION_THROWN(nn::SafetensorsArchive{index}, FormatError);
        QVERIFY_EXCEPTION_THROWN(nn::find_weights(path("").parent_path(), "nothing"), IoError);
    }

    void refuses_to_write() {
        write_file_atomically(path(), "a file, not a folder");
        QVERIFY_EXCEPTION_THROWN(nn::write_safetensors(path(), {{"a", torch::zeros({1}, torch::kComplexFloat)}}),
                                 UsageError);
        QVERIFY_EXCEPTION_THROWN(nn::write_safetensors(path() / "x.safetensors", {{"a", torch::ones({1})}}), IoError);
    }
};

DESTUDIO_TEST(SafetensorsTest)

}  // namespace destudio::safetensors_test

#include "safetensors_test.moc"
