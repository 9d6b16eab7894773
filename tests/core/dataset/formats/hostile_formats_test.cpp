// SPDX-License-Identifier: Apache-2.0
// The same bad input in every format: boxes that make no sense, pictures that are missing or lie elsewhere, encodings,
// nesting. Nothing gets in unsaid, nothing is written outside the output folder.
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/processor_time.h"
#include "tests/support/test_main.h"

namespace destudio::hostile_formats_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

constexpr double kWidth = 100;
constexpr double kHeight = 50;

using Numbers = std::array<double, 4>;

/// How a format writes one picture of 100 by 50 pixels with one box.
struct Sample {
    const char* format;
    const char* file;     ///< which the text below goes to
    const char* picture;  ///< where the picture lies
    Numbers (*numbers)(const Box& box);
    const char* text;  ///< %1: the picture's name, %2 to %5: the numbers
    bool names_pictures = true;
};

Numbers edges(const Box& b) {
    return {b.x1, b.y1, b.x2, b.y2};
}
Numbers corner_and_size(const Box& b) {
    return {b.x1, b.y1, b.width(), b.height()};
}
Numbers middle_and_size(const Box& b) {
    return {(b.x1 + b.x2) / 2, (b.y1 + b.y2) / 2, b.width(), b.height()};
}
Numbers parts(const Box& b) {
    const Numbers m = middle_and_size(b);
    return {m[0] / kWidth, m[1] / kHeight, m[2] / kWidth, m[3] / kHeight};
}
Numbers percent(const Box& b) {
    return {b.x1, b.y1 * 2, b.width(), b.height() * 2};
}
Numbers inclusive(const Box& b) {
    return {b.x1 + 1, b.y1 + 1, b.x2, b.y2};
}

const Sample kSamples[] = {
    {"coco", "annotations.json", "images/a.png", corner_and_size,
     R"({"info":{},"licenses":[],"images":[{"id":1,"file_name":"%1","width":100,"height":50}],"annotations":[{"id":1,)"
     R"("image_id":1,"category_id":1,"bbox":[%2,%3,%4,%5],"area":100,"iscrowd":0}],)"
     R"("categories":[{"id":1,"name":"cat","supercategory":""}]})"},
    {"voc", "Annotations/a.xml", "JPEGImages/a.png", inclusive,
     "<annotation><folder>V</folder><filename>%1</filename><size><width>100</width><height>50</height></size>"
     "<object><name>cat</name><bndbox><xmin>%2</xmin><ymin>%3</ymin><xmax>%4</xmax><ymax>%5</ymax></bndbox></object>"
     "</annotation>"},
    {"yolo", "labels/a.txt", "images/a.png", parts, "0 %2 %3 %4 %5\n", false},
    {"cvat", "annotations.xml", "images/a.png", edges,
     "<annotations><image id=\"0\" name=\"%1\" width=\"100\" height=\"50\">"
     R"(<box label="cat" xtl="%2" ytl="%3" xbr="%4" ybr="%5"/></image></annotations>)"},
    {"label_studio", "tasks.json", "images/a.png", percent,
     R"([{"id":1,"data":{"image":"%1"},"annotations":[{"result":[{"type":"rectanglelabels","original_width":100,)"
     R"("original_height":50,"value":{"x":%2,"y":%3,"width":%4,"height":%5,"rectanglelabels":["cat"]}}]}]}])"},
    {"labelme", "a.json", "a.png", edges,
     R"({"imagePath":"%1","imageWidth":100,"imageHeight":50,"shapes":[{"label":"cat","shape_type":"rectangle",)"
     R"("points":[[%2,%3],[%4,%5]]}]})"},
    {"datumaro", "annotations/default.json", "images/default/a.png", corner_and_size,
     R"({"infos":{},"categories":{"label":{"labels":[{"name":"cat"}]}},"items":[{"id":"a","annotations":[{"id":0,)"
     R"("type":"bbox","label_id":0,"bbox":[%2,%3,%4,%5]}],"image":{"path":"%1","size":[50,100]}}]})"},
    {"createml", "annotations.createml.json", "images/a.png", middle_and_size,
     R"([{"image":"%1","annotations":[{"label":"cat","coordinates":{"x":%2,"y":%3,"width":%4,"height":%5}}]}])"},
};

std::string filled(const Sample& sample, const std::string& picture, const std::array<std::string, 4>& numbers) {
    QString text = QString::fromUtf8(sample.text);
    text.replace(QStringLiteral("%1"), QString::fromStdString(picture));
    for (int i = 0; i < 4; ++i) {
        text.replace(QStringLiteral("%%1").arg(i + 2), QString::fromStdString(numbers[static_cast<std::size_t>(i)]));
    }
    return text.toStdString();
}

std::array<std::string, 4> words(const Sample& sample, const Box& box) {
    std::array<std::string, 4> out;
    const Numbers numbers = sample.numbers(box);
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = QString::number(numbers[i], 'g', 12).toStdString();
    }
    return out;
}

const Box kSound{10, 5, 40, 25};

}  // namespace

class HostileFormatsTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path in() const { return root() / "in"; }

    static void samples_that(bool (*suit)(const Sample&)) {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < std::size(kSamples); ++i) {
            if (suit(kSamples[i])) {
                QTest::newRow(kSamples[i].format) << static_cast<int>(i);
            }
        }
    }
    static void every_sample() {
        samples_that([](const Sample&) { return true; });
    }
    static bool is_xml(const Sample& s) { return std::string_view(s.file).ends_with(".xml"); }
    static bool lists_pictures(const Sample& s) {
        const std::string_view format = s.format;
        return format != "voc" && format != "yolo" && format != "labelme";
    }

    static const Sample& sample() {
        QFETCH(int, number);
        return kSamples[number];
    }

    /// The dataset's folder with its picture and `text` as the annotation file.
    void put(const Sample& s, const std::string& text) const {
        save_png(in() / s.picture, cv::Mat(50, 100, CV_8UC3, cv::Scalar(7)));
        if (std::string_view(s.format) == "yolo") {
            write_file_atomically(in() / "data.yaml", std::string_view("train: images\nval: images\nnames: [cat]\n"));
        }
        write_file_atomically(in() / s.file, text);
    }

    CheckResult checked(const Sample& s, const std::string& text) const {
        put(s, text);
        return check_dataset(find_format(s.format), in());
    }
    ReadResult read(const Sample& s, const Box& box) const {
        put(s, filled(s, "a.png", words(s, box)));
        return open_dataset(find_format(s.format), in());
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void sound_and_broken_boxes_data() { every_sample(); }
    void sound_and_broken_boxes() {
        const Sample& s = sample();
        const auto sound = read(s, kSound);
        QVERIFY2(sound.issues.empty(), sound.issues.empty() ? "" : sound.issues[0].what.c_str());
        QCOMPARE(sound.dataset.annotations.size(), std::size_t{1});
        const Box& box = sound.dataset.annotations[0].box;
        QVERIFY(std::abs(box.x1 - 10) < 1e-6 && std::abs(box.y2 - 25) < 1e-6);
        QCOMPARE(recognise_format(in()).name(), std::string(s.format));

        const auto cut = read(s, {-5, 2, 300, 40});
        QCOMPARE(cut.dataset.annotations.size(), std::size_t{1});
        QCOMPARE(cut.dataset.annotations[0].box.x2, 100.0);
        QVERIFY(!cut.issues.empty());
        const Box bad[] = {{200, 2, 300, 40}, {30, 2, 30, 40}, {-50, -40, -10, -5}};
        for (const Box& wrong : bad) {
            const auto dropped = read(s, wrong);
            QCOMPARE(dropped.dataset.annotations.size(), std::size_t{0});
            QVERIFY(!dropped.issues.empty());
            QCOMPARE(dropped.dataset.images.size(), std::size_t{1});
        }
        if (s.numbers != edges) {  // labelme takes any two corners, CVAT has edges
            QCOMPARE(read(s, {40, 25, 10, 5}).dataset.annotations.size(), std::size_t{0});
        }
    }

    void numbers_that_are_none_data() { every_sample(); }
    void numbers_that_are_none() {
        const Sample& s = sample();
        for (const char* word : {"NaN", "nan", "Infinity", "-Infinity", "inf", "1e999", "-1e999", "0x10", "", "\"5\"",
                                 "99999999999999999999999", "null", "[]"}) {
            auto numbers = words(s, kSound);
            numbers[0] = word;
            const auto result = checked(s, filled(s, "a.png", numbers));
            for (const Annotation& annotation : result.read.dataset.annotations) {
                QVERIFY2(annotation.box.x1 >= 0 && annotation.box.x2 <= 100 && !annotation.box.empty(), word);
            }
            QVERIFY2(result.read.dataset.annotations.empty() || !result.issues.empty(), word);
            QVERIFY2(!result.issues.empty(), word);
        }
    }

    void pictures_outside_stay_outside_data() { every_sample(); }
    void pictures_outside_stay_outside() {
        const Sample& s = sample();
        save_png(root() / "secret.png", cv::Mat(50, 100, CV_8UC3, cv::Scalar(99)));
        const fs::path up = fs::path(s.picture).has_parent_path() ? "../../secret.png" : "../secret.png";
        const std::string names[] = {"../secret.png",    up.string(), (root() / "secret.png").string(),
                                     "..\\\\secret.png", "link.png",  "folder/secret.png"};
        for (const std::string& name : names) {
            fs::remove_all(in());
            put(s, filled(s, name, words(s, kSound)));
            const fs::path pictures = (in() / s.picture).parent_path();
            if (!s.names_pictures) {  // it goes by what lies there
                fs::remove(in() / s.picture);
                fs::create_symlink(root() / "secret.png", in() / s.picture);
            } else {
                fs::remove(in() / s.picture);
                fs::create_symlink(root() / "secret.png", pictures / "link.png");
                fs::create_directory_symlink(root(), pictures / "folder");
            }
            const auto before = count_entries(root());
            const auto result = check_dataset(find_format(s.format), in());
            QVERIFY2(!result.issues.empty(), name.c_str());
            for (const auto& target : all_formats()) {
                try {
                    target->write({result.read.dataset, ImageSource::folder(result.read.image_folder), root() / "out"});
                    // Only what was left out at reading can be written.
                    QVERIFY2(result.read.dataset.images.empty(), name.c_str());
                    fs::remove_all(root() / "out");
                } catch (const Error& error) {
                    QVERIFY(std::string(error.what()).size() > 10);
                }
                QCOMPARE(count_entries(root()), before);
            }
        }
    }

    void a_missing_or_wrong_picture_is_told_data() { every_sample(); }
    void a_missing_or_wrong_picture_is_told() {
        const Sample& s = sample();
        const std::string text = filled(s, "a.png", words(s, kSound));
        put(s, text);
        save_png(in() / s.picture, cv::Mat(40, 90, CV_8UC3, cv::Scalar(7)));
        const auto tells = [&](const std::string& part) {
            const auto issues = check_dataset(find_format(s.format), in()).issues;
            return std::any_of(issues.begin(), issues.end(),
                               [&](const Issue& i) { return i.what.find(part) != std::string::npos; });
        };
        if (s.text != std::string(kSamples[2].text) && std::string(s.format) != "createml") {  // those keep no sizes
            QVERIFY(tells("90 by 40 pixels"));
        }
        write_file_atomically(in() / s.picture, std::string_view("no picture"));
        QVERIFY(!check_dataset(find_format(s.format), in()).issues.empty());
        fs::remove(in() / s.picture);
        QVERIFY(!check_dataset(find_format(s.format), in()).issues.empty());
    }

    void encodings_are_told_apart_data() { every_sample(); }
    void encodings_are_told_apart() {
        const Sample& s = sample();
        const std::string text = filled(s, "a.png", words(s, kSound));
        put(s, "\xEF\xBB\xBF" + text);
        QCOMPARE(open_dataset(find_format(s.format), in()).dataset.annotations.size(), std::size_t{1});
        std::string windows = text;
        for (auto at = windows.find('\n'); at != std::string::npos; at = windows.find('\n', at + 2)) {
            windows.insert(at, "\r");
        }
        put(s, windows);
        QCOMPARE(open_dataset(find_format(s.format), in()).dataset.annotations.size(), std::size_t{1});
        std::string utf16 = "\xFF\xFE";
        for (const char c : text) {
            utf16 += c;
            utf16 += '\0';
        }
        std::string latin = text;
        const auto cat = latin.find("cat");
        latin = cat == std::string::npos ? "\xE4" + latin : latin.replace(cat, 3, "K\xE4t");
        for (const std::string& bad : {utf16, latin}) {
            const auto result = checked(s, bad);
            QVERIFY(!result.issues.empty());
            QVERIFY(result.read.dataset.annotations.empty());
        }
    }

    void nesting_is_refused_at_once_data() { every_sample(); }
    void nesting_is_refused_at_once() {
        const Sample& s = sample();
        put(s, "");
        {
            std::ofstream out(in() / s.file, std::ios::binary);
            const bool xml = std::string_view(s.file).ends_with(".xml");
            const std::string piece = xml ? "<a>" : std::string_view(s.format) == "labelme" ? "{\"shapes\":" : "[";
            std::string block;
            while (block.size() < (1U << 20U)) {
                block += piece;
            }
            out << (xml ? "<annotation>" : "");
            for (int i = 0; i < 12; ++i) {
                out << block;
            }
        }
        if (std::string_view(s.file).ends_with(".json")) {
            fs::resize_file(in() / s.file, std::uintmax_t{1} << 30U);  // the rest is a hole
        }
        const destudio::test::ProcessorClock processor;
        const auto result = check_dataset(find_format(s.format), in());
        QVERIFY(!result.issues.empty());
        QVERIFY(result.read.dataset.annotations.empty());
        for (const auto& format : all_formats()) {
            format->recognises(in());
        }
        QVERIFY2(processor.seconds() < 20, "it was read to its end");
    }

    void entity_bombs_stay_small_data() { samples_that(is_xml); }
    void entity_bombs_stay_small() {
        const Sample& s = sample();
        std::string bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">";
        for (char c = 'b'; c < 'k'; ++c) {
            bomb += std::string("<!ENTITY ") + c + " \"";
            for (int i = 0; i < 10; ++i) {
                bomb += std::string("&") + static_cast<char>(c - 1) + ";";
            }
            bomb += "\">";
        }
        std::string text = filled(s, "a.png", words(s, kSound));
        text.replace(text.find("cat"), 3, "&j;&x;");
        const auto result = checked(s, bomb + "]>" + text);
        for (const std::string& name : result.read.dataset.classes) {
            QVERIFY2(name.size() < 20, name.c_str());
        }
        QVERIFY(std::any_of(result.issues.begin(), result.issues.end(), [](const Issue& issue) {
            return issue.what.find("declares entities") != std::string::npos;
        }));
    }

    void a_picture_listed_twice_is_told_data() { samples_that(lists_pictures); }
    void a_picture_listed_twice_is_told() {
        const Sample& s = sample();
        const std::string_view format = s.format;
        std::string text = filled(s, "a.png", words(s, kSound));
        const auto twice = [&](const std::string& from, const std::string& to, const std::string& separator) {
            const auto start = text.find(from);
            const auto end = text.find(to, start) + to.size();
            text.insert(end, separator + text.substr(start, end - start));
        };
        if (format == "coco") {
            twice("{\"id\":1,\"file_name\"", "}", ",");
            const auto result = checked(s, text);
            QVERIFY(std::any_of(result.issues.begin(), result.issues.end(),
                                [](const Issue& i) { return i.what.find("twice") != std::string::npos; }));
            const auto at = text.rfind("\"id\":1,\"file_name\"");
            text.replace(at, 6, "\"id\":2");
        } else if (format == "cvat") {
            twice("<image", "</image>", "");
        } else if (format == "datumaro") {
            twice("{\"id\":\"a\"", "]}}", ",");
        } else {
            const std::string body = text.substr(1, text.size() - 2);
            text = "[" + body + "," + body + "]";
        }
        const auto result = checked(s, text);
        QCOMPARE(result.read.dataset.images.size(), std::size_t{2});
        QVERIFY(std::any_of(result.issues.begin(), result.issues.end(),
                            [](const Issue& i) { return i.what.find("listed twice") != std::string::npos; }));
    }

    void an_export_does_not_follow_links_out_of_its_folder() {
        for (const auto& format : all_formats()) {
            const fs::path out = root() / ("out-" + format->name());
            format->write({sample_dataset(), painted(), out});
            // Its first folder becomes a link to another place.
            fs::path folder;
            for (const auto& entry : fs::directory_iterator(out)) {
                folder = entry.is_directory() ? entry.path() : folder;
            }
            const fs::path elsewhere = root() / ("elsewhere-" + format->name());
            fs::rename(folder, elsewhere);
            fs::create_directory_symlink(elsewhere, folder);
            const auto before = count_entries(elsewhere);
            Dataset more = sample_dataset();
            more.images[0].file_name = "a/new.png";
            QVERIFY_EXCEPTION_THROWN(format->write({more, painted(), out}), Error);
            QCOMPARE(count_entries(elsewhere), before);
        }
    }

    // A file that changes while it is read is noticed in text_file.cpp; so every text has to come from there.
    void every_text_is_read_in_one_place() {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(DESTUDIO_SOURCE_DIR) / "core" / "dataset")) {
            if (entry.is_regular_file() && entry.path().filename() != "text_file.cpp") {
                const std::string source = read_file(entry.path());
                QVERIFY2(source.find("<fstream>") == std::string::npos, entry.path().c_str());
                QVERIFY2(source.find("load_file(") == std::string::npos, entry.path().c_str());
            }
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(HostileFormatsTest)

}  // namespace destudio::hostile_formats_test

#include "hostile_formats_test.moc"
