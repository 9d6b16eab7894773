// SPDX-License-Identifier: Apache-2.0
#include "core/image/contact_sheet.h"

#include <QTest>
#include <opencv2/core.hpp>
#include "tests/support/test_main.h"

namespace destudio::contact_sheet_test {

class ContactSheetTest : public QObject {
    Q_OBJECT

private slots:
    void lays_cells_out_in_rows() {
        std::vector<ContactCell> cells(5);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i].image = cv::Mat(64, 128, CV_8UC3, cv::Scalar(10.0 * double(i), 0, 0));
            cells[i].caption = "cell with a caption that is far too long for its width, ä 図";
        }
        ContactSheetOptions options;
        options.columns = 2;
        options.cell_width = 100;
        options.gap = 10;
        const cv::Mat sheet = make_contact_sheet(cells, options);
        QCOMPARE(sheet.cols, 10 + 2 * 110);
        QCOMPARE(sheet.rows, 10 + 3 * (50 + 20 + 10));
        QCOMPARE(int(sheet.at<cv::Vec3b>(20, 20)[0]), 0);
        QCOMPARE(int(sheet.at<cv::Vec3b>(20, 130)[0]), 10);
        QCOMPARE(int(sheet.at<cv::Vec3b>(10 + 2 * 80 + 10, 20)[0]), 40);
    }

    void draws_boxes_over_a_copy() {
        const cv::Mat image(100, 100, CV_8UC3, cv::Scalar(255, 255, 255));
        const cv::Mat drawn = draw_boxes(image, {{{20, 30, 60, 80}, "cat 0.93", 3}, {{-50, -50, 500, 500}, "", 1}});
        QCOMPARE(cv::norm(image, cv::Mat(100, 100, CV_8UC3, cv::Scalar(255, 255, 255)), cv::NORM_INF), 0.0);
        QVERIFY(cv::norm(image, drawn, cv::NORM_INF) > 0);
        QVERIFY(drawn.at<cv::Vec3b>(79, 40) != cv::Vec3b(255, 255, 255));
        QVERIFY(drawn.at<cv::Vec3b>(50, 40) == cv::Vec3b(255, 255, 255));
    }

    void survives_odd_input() {
        QVERIFY(make_contact_sheet({}).rows > 0);
        QVERIFY(make_contact_sheet({ContactCell{}}).rows > 0);
        QVERIFY(class_color(0) != class_color(1));
        QVERIFY(class_color(-3) == class_color(-1));
    }
};

DESTUDIO_CORE_TEST(ContactSheetTest)

}  // namespace destudio::contact_sheet_test

#include "contact_sheet_test.moc"
