// SPDX-License-Identifier: Apache-2.0
#include "core/image/source_mark.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/imgcodecs.hpp>

#include "core/base/atomic_file.h"
#include "core/image/byte_source.h"
#include "core/image/png_chunks.h"
#include "core/image/riff_chunks.h"
#include "core/image/xmp_packet.h"
#include "tests/support/test_main.h"

namespace destudio::source_mark_test {

namespace fs = std::filesystem;

namespace {

const std::string kRecipe = "{\"prompt\":\"a <cat> & a \\\"dog\\\"\\n, süß\",\"encode_ratio\":0.6}";

std::string text_of(const std::vector<unsigned char>& bytes) {
    return {bytes.begin(), bytes.end()};
}

cv::Mat noise(int width, int height) {
    cv::Mat picture(height, width, CV_8UC3);
    for (int i = 0; i < width * height * 3; ++i) {
        picture.data[i] = static_cast<unsigned char>(i * i / 7 % 251);
    }
    return picture;
}

std::string file_in(const std::string& extension, int quality = 90) {
    const cv::Mat picture = noise(21, 13);
    std::vector<unsigned char> bytes;
    cv::imencode(
        extension, picture, bytes,
        extension == ".png"
            ? std::vector<int>{}
            : std::vector<int>{extension == ".jpg" ? cv::IMWRITE_JPEG_QUALITY : cv::IMWRITE_WEBP_QUALITY, quality});
    return text_of(bytes);
}

SourceMark mark_in(const std::string& bytes) {
    return read_source_mark(image::MemorySource(bytes));
}

bool same_pixels(const std::string& a, const std::string& b) {
    const cv::Mat x = decode_image(a, "a");
    const cv::Mat y = decode_image(b, "b");
    return x.size() == y.size() && cv::norm(x, y, cv::NORM_INF) == 0;
}

}  // namespace

class SourceMarkTest : public QObject {
    Q_OBJECT

private slots:
    void says_by_the_ratio_what_a_variant_is() {
        QCOMPARE(variant_mark(1.0, "{}").type,
                 std::string("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"));
        QCOMPARE(variant_mark(0.99, "{}").type,
                 std::string("http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"));
    }

    void a_png_carries_mark_and_recipe() {
        const SourceMark mark = variant_mark(0.6, kRecipe);
        const std::string bytes = text_of(encode_png(noise(21, 13), mark_texts(mark)));
        QVERIFY(mark_in(bytes) == mark);
        QVERIFY(mark_in(text_of(encode_png(noise(21, 13)))).empty());
    }

    void a_jpeg_carries_mark_and_recipe() {
        const SourceMark mark = variant_mark(1, kRecipe);
        const std::string bytes = text_of(encode_jpeg(noise(21, 13), 90, mark));
        QVERIFY(mark_in(bytes) == mark);
        // A segment holds 64 KiB: the mark counts more than the recipe.
        const SourceMark huge = variant_mark(1, std::string(70'000, 'x'));
        QCOMPARE(mark_in(text_of(encode_jpeg(noise(21, 13), 90, huge))).type, huge.type);
        QVERIFY(encode_jpeg(noise(21, 13), 90, SourceMark{}) == encode_jpeg(noise(21, 13), 90));
    }

    void a_file_gets_and_loses_a_mark_without_a_change_of_pixels_data() {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<int>("quality");
        QTest::newRow("png") << ".png" << 0;
        QTest::newRow("jpeg") << ".jpg" << 90;
        QTest::newRow("lossy webp") << ".webp" << 80;
        QTest::newRow("lossless webp") << ".webp" << 101;
    }

    void a_file_gets_and_loses_a_mark_without_a_change_of_pixels() {
        QFETCH(QString, extension);
        QFETCH(int, quality);
        const std::string plain = file_in(extension.toStdString(), quality);
        QVERIFY(mark_in(plain).empty());
        const std::string marked = with_source_type(plain, kCompositeSource);
        QCOMPARE(mark_in(marked).type, std::string(kCompositeSource));
        QVERIFY(same_pixels(plain, marked));
        QCOMPARE(with_source_type(marked, kGeneratedSource), marked);  // what it says is not changed
        const std::string again = without_source_type(marked);
        QVERIFY(mark_in(again).empty());
        QVERIFY(same_pixels(plain, again));
        QCOMPARE(without_source_type(plain), plain);
    }

    void a_webp_file_of_the_extended_kind_keeps_its_other_chunks() {
        const std::string plain = file_in(".webp", 80);
        const std::string marked = with_source_type(plain, kGeneratedSource);
        QCOMPARE(marked.substr(12, 4), std::string("VP8X"));
        std::vector<std::string> chunks;
        QVERIFY(image::visit_riff_chunks(image::MemorySource(marked), [&](const image::RiffChunk& chunk) {
            chunks.push_back(chunk.type);
            return true;
        }));
        QVERIFY(chunks == (std::vector<std::string>{"VP8X", "VP8 ", "XMP "}));
        const auto without = image::with_xmp(marked, {});
        QVERIFY(without && without->substr(12, 4) == "VP8X");
        QCOMPARE(image::with_xmp(*without, "a").value().size(), image::with_xmp(marked, "a").value().size());
    }

    void xmp_of_others_stays() {
        const std::string theirs =
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' dc:format='image/jpeg'/>"
            "</rdf:RDF></x:xmpmeta>";
        const std::string file = image::with_xmp(file_in(".jpg"), theirs).value();
        QCOMPARE(image::read_xmp(image::MemorySource(file)).value(), theirs);
        const std::string marked = with_source_type(file, kGeneratedSource);
        QCOMPARE(mark_in(marked).type, std::string(kGeneratedSource));
        QVERIFY(image::read_xmp(image::MemorySource(marked))->find("dc:format='image/jpeg'") != std::string::npos);
        QCOMPARE(without_source_type(file), file);
    }

    void reads_the_ways_in_which_others_write_it_data() {
        QTest::addColumn<QString>("packet");
        QTest::newRow("attribute") << "<a Iptc4xmpExt:DigitalSourceType='http://x/y'/>";
        QTest::newRow("element") << "<Iptc4xmpExt:DigitalSourceType>http://x/y</Iptc4xmpExt:DigitalSourceType>";
        QTest::newRow("resource") << "<Iptc4xmpExt:DigitalSourceType rdf:resource=\"http://x/y\"/>";
    }

    void reads_the_ways_in_which_others_write_it() {
        QFETCH(QString, packet);
        const std::string file = image::with_xmp(file_in(".png"), packet.toStdString()).value();
        QCOMPARE(mark_in(file).type, std::string("http://x/y"));
    }

    void a_damaged_file_stays_as_it_is() {
        for (const char* extension : {".png", ".jpg", ".webp"}) {
            const std::string whole = with_source_type(file_in(extension), kGeneratedSource);
            for (std::size_t length = 0; length < whole.size(); ++length) {
                const std::string cut = whole.substr(0, length);
                const SourceMark mark = mark_in(cut);
                QVERIFY(mark.type.empty() || mark.type == kGeneratedSource);
                without_source_type(cut);
                with_source_type(cut, kCompositeSource);
            }
        }
        QCOMPARE(with_source_type("no picture", kGeneratedSource), std::string("no picture"));
        QVERIFY(!image::with_xmp("", "x"));
    }

    void exiftool_reads_it() {
        if (QStandardPaths::findExecutable("exiftool").isEmpty()) {
            QSKIP("exiftool is not installed.");
        }
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        save_png(root / "a.png", noise(21, 13), mark_texts(variant_mark(0.6, kRecipe)));
        write_file_atomically(
            root / "b.jpg", std::span<const unsigned char>(encode_jpeg(noise(21, 13), 90, variant_mark(0.6, kRecipe))));
        write_file_atomically(root / "c.webp", with_source_type(file_in(".webp", 80), kCompositeSource));
        write_file_atomically(root / "d.webp", with_source_type(file_in(".webp", 101), kCompositeSource));
        for (const char* name : {"a.png", "b.jpg", "c.webp", "d.webp"}) {
            QProcess exiftool;
            exiftool.start("exiftool", {"-n", "-s3", "-XMP:DigitalSourceType", "-Warning",
                                        QString::fromStdString((root / name).string())});
            QVERIFY(exiftool.waitForFinished());
            QCOMPARE(exiftool.readAllStandardOutput().trimmed(), QByteArray(kCompositeSource));
        }
    }
};

DESTUDIO_CORE_TEST(SourceMarkTest)

}  // namespace destudio::source_mark_test

#include "source_mark_test.moc"
