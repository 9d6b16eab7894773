// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_io.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/image/orientation.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::image_io_test {

namespace fs = std::filesystem;

using test::error_of;

namespace {

// 6 x 4 pixels, no two alike, so that every way of turning it gives another picture.
cv::Mat sample_picture() {
    cv::Mat rgb(4, 6, CV_8UC3);
    for (int y = 0; y < rgb.rows; ++y) {
        for (int x = 0; x < rgb.cols; ++x) {
            rgb.at<cv::Vec3b>(y, x) = cv::Vec3b(uchar(40 * x), uchar(60 * y), uchar(200 - 7 * x * y));
        }
    }
    return rgb;
}

bool same(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

std::string bytes_of(const std::vector<unsigned char>& bytes) {
    return {bytes.begin(), bytes.end()};
}

void append_u16(std::string& out, unsigned value) {
    out.push_back(static_cast<char>(value & 0xFFU));
    out.push_back(static_cast<char>(value >> 8U));
}

void append_u32(std::string& out, unsigned value) {
    append_u16(out, value & 0xFFFFU);
    append_u16(out, value >> 16U);
}

// A TIFF directory with one orientation entry, as EXIF has it.
std::string exif_block(unsigned orientation) {
    std::string out("II*\0", 4);
    append_u32(out, 8);
    append_u16(out, 1);
    append_u16(out, 274);
    append_u16(out, 3);
    append_u32(out, 1);
    append_u32(out, orientation);
    append_u32(out, 0);
    return out;
}

std::string tiff_file(const cv::Mat& rgb, unsigned orientation, unsigned bits) {
    std::string pixels;
    for (int y = 0; y < rgb.rows; ++y) {
        for (int x = 0; x < rgb.cols; ++x) {
            for (int c = 0; c < 3; ++c) {
                const unsigned value = rgb.at<cv::Vec3b>(y, x)[c];
                if (bits == 16) {
                    append_u16(pixels, value * 257);
                } else {
                    pixels.push_back(static_cast<char>(value));
                }
            }
        }
    }
    const unsigned tags[][2] = {{256, unsigned(rgb.cols)},
                                {257, unsigned(rgb.rows)},
                                {258, bits},
                                {259, 1},
                                {262, 2},
                                {273, 200},
                                {274, orientation},
                                {277, 3},
                                {278, unsigned(rgb.rows)},
                                {279, unsigned(pixels.size())}};
    std::string out("II*\0", 4);
    append_u32(out, 8);
    append_u16(out, std::size(tags));
    for (const auto& [tag, value] : tags) {
        append_u16(out, tag);
        append_u16(out, tag == 273 || tag == 279 ? 4 : 3);
        append_u32(out, tag == 258 ? 3 : 1);
        append_u32(out, tag == 258 ? 180 : value);
    }
    append_u32(out, 0);
    out.resize(180, '\0');
    for (int c = 0; c < 3; ++c) {
        append_u16(out, bits);
    }
    out.resize(200, '\0');
    return out + pixels;
}

}  // namespace

class ImageIoTest : public QObject {
    Q_OBJECT

private slots:
    void round_trips_png_and_unicode_paths() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "Größe 図 🐈" / "ä.png";
        save_png(path, sample_picture(), {{kRecipeKeyword, R"({"prompt":"Ein Hündchen"})"}});
        QVERIFY(same(load_image(path), sample_picture()));
        QCOMPARE(peek_image_size(path).width, 6);
        QCOMPARE(read_png_text(path, kRecipeKeyword).value_or(""), std::string(R"({"prompt":"Ein Hündchen"})"));
        QVERIFY(!read_png_text(path, "other").has_value());
        QVERIFY(encode_png(sample_picture()) == encode_png(sample_picture()));
        QVERIFY_EXCEPTION_THROWN(encode_png(sample_picture(), {{"", "x"}}), UsageError);
        QVERIFY_EXCEPTION_THROWN(encode_png(cv::Mat(2, 2, CV_8UC1, cv::Scalar(0))), UsageError);
    }

    void turns_every_format_upright_once_data() {
        QTest::addColumn<int>("orientation");
        for (int i = 1; i <= 8; ++i) {
            QTest::addRow("%d", i) << i;
        }
    }

    void turns_every_format_upright_once() {
        QFETCH(int, orientation);
        const cv::Mat stored = sample_picture();
        const cv::Mat upright = image::apply_orientation(stored, orientation);
        const auto exif = exif_block(static_cast<unsigned>(orientation));
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const auto check = [&](const std::string& name, const std::string& bytes) {
            write_file_atomically(root / name, bytes);
            const cv::Mat loaded = load_image(root / name);
            const Size peeked = peek_image_size(root / name);
            QCOMPARE(peeked.width, upright.cols);
            QCOMPARE(peeked.height, upright.rows);
            QVERIFY2(same(loaded, upright), name.c_str());
        };
        check("8.tiff", tiff_file(stored, static_cast<unsigned>(orientation), 8));
        check("16.tiff", tiff_file(stored, static_cast<unsigned>(orientation), 16));

        std::string png = bytes_of(encode_png(stored));
        std::string chunk;  // eXIf; decoders do not look at the checksum of a chunk that they skip
        for (int shift = 24; shift >= 0; shift -= 8) {
            chunk.push_back(static_cast<char>((exif.size() >> static_cast<unsigned>(shift)) & 0xFFU));
        }
        chunk += "eXIf" + exif + std::string(4, '\0');
        png.insert(33, chunk);
        check("exif.png", png);

        // JPEG is lossy: the same file without EXIF, turned by hand, is the expectation.
        const std::string plain = bytes_of(encode_jpeg(stored));
        const cv::Mat decoded = decode_image(plain, "plain");
        std::string app1("\xFF\xE1");
        const std::string body = std::string("Exif\0\0", 6) + exif;
        app1.push_back(static_cast<char>((body.size() + 2) >> 8U));
        app1.push_back(static_cast<char>((body.size() + 2) & 0xFFU));
        std::string jpeg = plain;
        jpeg.insert(2, app1 + body);
        QVERIFY(same(decode_image(jpeg, "jpeg"), image::apply_orientation(decoded, orientation)));

        std::vector<unsigned char> webp_bytes;
        cv::Mat bgr;
        cv::cvtColor(stored, bgr, cv::COLOR_RGB2BGR);
        cv::imencode(".webp", bgr, webp_bytes, {cv::IMWRITE_WEBP_QUALITY, 101});
        std::string webp = bytes_of(webp_bytes);
        std::string extended("VP8X");  // a lossless picture with EXIF data needs the extended header
        append_u32(extended, 10);
        append_u32(extended, 0x08);
        extended += std::string("\x05\0\0\x03\0\0", 6);
        webp.insert(12, extended);
        webp += "EXIF";
        append_u32(webp, static_cast<unsigned>(exif.size()));
        webp += exif;
        for (unsigned i = 0; i < 4; ++i) {
            webp[4 + i] = static_cast<char>((webp.size() - 8) >> (8 * i));
        }
        check("exif.webp", webp);
    }

    void converts_other_kinds_of_pixels() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const auto load = [&](const std::string& name, const cv::Mat& pixels) {
            cv::imwrite((root / name).string(), pixels);
            return load_image(root / name).at<cv::Vec3b>(0, 0);
        };
        QVERIFY(load("grey.png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(77))) == cv::Vec3b(77, 77, 77));
        QVERIFY(load("deep.png", cv::Mat(2, 2, CV_16UC1, cv::Scalar(65535))) == cv::Vec3b(255, 255, 255));
        QVERIFY(load("deep2.png", cv::Mat(2, 2, CV_16UC3, cv::Scalar(257, 514, 771))) == cv::Vec3b(3, 2, 1));
        QVERIFY(load("half.png", cv::Mat(2, 2, CV_8UC4, cv::Scalar(0, 0, 255, 128))) == cv::Vec3b(255, 127, 127));
        QVERIFY(load("clear.png", cv::Mat(2, 2, CV_8UC4, cv::Scalar(9, 9, 9, 0))) == cv::Vec3b(255, 255, 255));
        QVERIFY(load("a.bmp", cv::Mat(2, 2, CV_8UC3, cv::Scalar(10, 20, 30))) == cv::Vec3b(30, 20, 10));
        QVERIFY(load("a.ppm", cv::Mat(2, 2, CV_8UC3, cv::Scalar(10, 20, 30))) == cv::Vec3b(30, 20, 10));
        cv::imwrite((root / "float.tiff").string(), cv::Mat(2, 2, CV_32FC1, cv::Scalar(0.5)));
        QVERIFY(error_of([&] { load_image(root / "float.tiff"); }).find("floating-point") != std::string::npos);
    }

    void refuses_what_is_cut_short() {
        cv::Mat noise(64, 80, CV_8UC3);
        cv::RNG random(7);
        random.fill(noise, cv::RNG::UNIFORM, 0, 255);
        for (const std::string extension : {".png", ".jpg", ".bmp", ".ppm", ".tiff", ".webp"}) {
            std::vector<unsigned char> bytes;
            cv::imencode(extension, noise, bytes);
            const std::string whole = bytes_of(bytes);
            QCOMPARE(decode_image(whole, "whole" + extension).cols, 80);
            for (const double part : {0.02, 0.3, 0.6, 0.95}) {
                const std::string cut = whole.substr(0, static_cast<std::size_t>(double(whole.size()) * part));
                const std::string error = error_of([&] { decode_image(cut, "cut" + extension); });
                QVERIFY2(error.find("cut" + extension) != std::string::npos,
                         (extension + " " + std::to_string(part) + ": " + error).c_str());
            }
            if (extension == ".jpg") {  // cut, and closed again so that it looks complete
                const std::string closed = whole.substr(0, whole.size() / 2) + "\xFF\xD9";
                QVERIFY(error_of([&] { decode_image(closed, "closed"); }).find("cut short") != std::string::npos);
            }
        }
    }

    void refuses_bombs_and_names_the_override() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "wide.png";
        std::string png = bytes_of(encode_png(cv::Mat(1, 60000, CV_8UC3, cv::Scalar(1, 2, 3))));
        write_file_atomically(path, png);
        QCOMPARE(peek_image_size(path).width, 60000);
        QVERIFY(error_of([&] { load_image(path); }).find("DESTUDIO_MAX_IMAGE_SIDE") != std::string::npos);
        qputenv("DESTUDIO_MAX_IMAGE_SIDE", "70000");
        QCOMPARE(load_image(path).cols, 60000);
        qputenv("DESTUDIO_MAX_IMAGE_SIDE", "many");
        QVERIFY(!error_of([&] { load_image(path); }).empty());
        qunsetenv("DESTUDIO_MAX_IMAGE_SIDE");

        for (const int at : {16, 20}) {  // 20,000 x 20,000 pixels in a few bytes
            png[static_cast<std::size_t>(at)] = 0;
            png[static_cast<std::size_t>(at) + 1] = 0;
            png[static_cast<std::size_t>(at) + 2] = 0x4E;
            png[static_cast<std::size_t>(at) + 3] = 0x20;
        }
        QVERIFY(error_of([&] { decode_image(png, "bomb"); }).find("DESTUDIO_MAX_IMAGE_MEGAPIXELS") !=
                std::string::npos);
    }

    void refuses_what_is_no_image() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        QVERIFY(error_of([&] { load_image(root / "none.png"); }).find("no file") != std::string::npos);
        QVERIFY(error_of([&] { load_image(root); }).find("not a regular file") != std::string::npos);
        QVERIFY(error_of([] { decode_image("", "nothing"); }).find("empty") != std::string::npos);
        QVERIFY(error_of([] { decode_image("hello, world", "text"); }).find("not an image") != std::string::npos);
        QVERIFY(error_of([] { decode_image("GIF89a..........", "moving"); }).find("GIF") != std::string::npos);
        std::string rubbish = "\xFF\xD8\xFF";
        rubbish.append(200'000, '\0');
        QVERIFY(!error_of([&] { decode_image(rubbish, "rubbish"); }).empty());
    }

    void makes_thumbnails() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "large.jpg";
        save_jpeg(path, cv::Mat(900, 1600, CV_8UC3, cv::Scalar(200, 100, 50)));
        const cv::Mat small = load_thumbnail(path, 100);
        QCOMPARE(small.cols, 100);
        QVERIFY(small.rows == 56 || small.rows == 57);  // 56.25, from a JPEG decoded at an eighth
        QVERIFY(cv::norm(cv::Vec3d(small.at<cv::Vec3b>(20, 20)) - cv::Vec3d(200, 100, 50)) < 6);
        QCOMPARE(thumbnail(sample_picture(), 100).cols, 6);
    }

    void writing_fails_cleanly() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_file_atomically(root / "file", std::string_view("x"));
        QVERIFY_EXCEPTION_THROWN(save_png(root / "file" / "a.png", sample_picture()), IoError);
    }
};

DESTUDIO_CORE_TEST(ImageIoTest)

}  // namespace destudio::image_io_test

#include "image_io_test.moc"
