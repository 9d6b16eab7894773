// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/report/html_report.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/dataset/report/html_picture.h"
#include "core/dataset/report/svg_bar_chart.h"
#include "core/dataset/text/json_text.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::html_report_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

class HtmlReportTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }

    static std::size_t count_of(const std::string& text, const std::string& part) {
        std::size_t count = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
            ++count;
        }
        return count;
    }

    // No address that a browser would load, no script.
    static void verify_self_contained(const std::string& page) {
        for (const char* part : {"<script", "<link", "<iframe", "<img", "url(", "@import", "javascript:"}) {
            QVERIFY2(page.find(part) == std::string::npos, part);
        }
        std::size_t hrefs = count_of(page, "href=\"");
        QCOMPARE(count_of(page, "href=\"data:image/jpeg;base64,"), hrefs);
        QVERIFY(page.find("default-src 'none'") != std::string::npos);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void shows_counts_charts_pictures_and_problems() {
        Dataset dataset = sample_dataset();
        dataset.classes[0] = "<script>alert('x')</script>";
        dataset.images[0].caption = "\"><img src=x onerror=alert(1)>";
        dataset.images[0].attributes = {{"state", "edited"}, {"recipe", {{"encode_ratio", 0.6}}}};
        const auto& coco = find_format("coco");
        coco.write({dataset, painted(), root() / "out"});
        auto json = read_dataset_json(root() / "out" / "annotations.json");
        json["images"][1]["width"] = 32;
        json["images"][2]["file_name"] = "gone<b>.png";
        write_file_atomically(root() / "out" / "annotations.json", json.dump());
        Statistics before;
        before.images = 1;
        before.instances = 1;
        ReportOptions options;
        options.baseline = before;
        const auto checked = write_html_report(coco, root() / "out", root() / "report.html", {}, options);
        const std::string page = read_file(root() / "report.html");
        verify_self_contained(page);
        QCOMPARE(count_of(page, "<figure>"), std::size_t{3});
        QCOMPARE(count_of(page, "data:image/jpeg"), std::size_t{2});
        QCOMPARE(count_of(page, "No picture"), std::size_t{1});
        QCOMPARE(count_of(page, "</rect>"), checked.read.dataset.annotations.size());
        QVERIFY(page.find("&lt;script&gt;alert('x')") != std::string::npos);
        QVERIFY(page.find("review: edited") != std::string::npos);
        QVERIFY(page.find("Images by encode ratio") != std::string::npos);
        QVERIFY(page.find("Boxes by score") != std::string::npos);
        QVERIFY(page.find("3×") != std::string::npos);
        QVERIFY(checked.issues.size() >= 2);
        for (const Issue& issue : checked.issues) {  // every one of them is there
            QVERIFY2(page.find(escaped_markup(issue.what)) != std::string::npos, issue.what.c_str());
        }
    }

    void stays_small_for_a_large_dataset() {
        CheckResult checked;
        Dataset& dataset = checked.read.dataset;
        checked.read.image_folder = root();
        for (int i = 0; i < 3000; ++i) {
            dataset.classes.push_back("class " + std::to_string(i));
        }
        for (std::int64_t id = 1; id <= 20'000; ++id) {
            Image image;
            image.id = id;
            image.file_name = std::to_string(id) + ".png";
            image.size = {640, 480};
            dataset.images.push_back(image);
            for (int n = 0; n < 300 && id < 4; ++n) {
                Annotation annotation;
                annotation.image_id = id;
                annotation.class_index = n;
                annotation.box = {1, 1, 20, 20};
                dataset.annotations.push_back(annotation);
            }
        }
        const std::string page = html_report(find_format("coco"), root(), checked);
        QVERIFY2(page.size() < 300'000, std::to_string(page.size()).c_str());
        QCOMPARE(count_of(page, "<figure>"), std::size_t{60});
        QVERIFY(page.find("2800 further classes") != std::string::npos);
        verify_self_contained(page);
    }

    void an_empty_or_broken_dataset_has_a_report_too() {
        write_file_atomically(root() / "annotations.json", std::string_view("{\"images\":[}"));
        write_html_report(find_format("coco"), root() / "annotations.json", root() / "r.html");
        QVERIFY(read_file(root() / "r.html").find("not valid JSON") != std::string::npos);
        QVERIFY_EXCEPTION_THROWN(write_html_report(find_format("coco"), root() / "none", root() / "s.html"), IoError);
        QVERIFY(!fs::exists(root() / "s.html"));
    }

    void encodes_base64() {
        const auto encoded = [](std::string_view text) {
            return base64({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
        };
        QCOMPARE(encoded(""), std::string());
        QCOMPARE(encoded("f"), std::string("Zg=="));
        QCOMPARE(encoded("fo"), std::string("Zm8="));
        QCOMPARE(encoded("foo"), std::string("Zm9v"));
        QCOMPARE(encoded("foobar"), std::string("Zm9vYmFy"));
        QCOMPARE(encoded("\xFF\xFE\xFD"), std::string("//79"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(HtmlReportTest)

}  // namespace destudio::html_report_test

#include "html_report_test.moc"
