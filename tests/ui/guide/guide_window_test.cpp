// SPDX-License-Identifier: Apache-2.0
// The guide's own window: F1, chapters, links, pictures.
#include <QAction>
#include <QActionGroup>
#include <QDesktopServices>
#include <QListWidget>
#include <QSettings>
#include <QStandardPaths>
#include <QTextBlock>
#include <QToolButton>
#include <QTranslator>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/actions/key_sheet.h"
#include "ui/guide/guide_browser.h"
#include "ui/guide/guide_window.h"
#include "ui/window/language_menu.h"
#include "widgets/base/theme.h"

namespace destudio::guide_window_test {

using ui::GuideCatalog;
using ui::GuideWindow;

class GuideWindowTest : public QObject {
    Q_OBJECT

    QList<QUrl> m_opened;

    static GuideWindow* press_f1(test::TestWindow& window) {
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window)) {
            return nullptr;
        }
        QTest::keyClick(&window, Qt::Key_F1);
        return window.findChild<GuideWindow*>();
    }

    static double margin_of_second_heading(const ui::GuideBrowser& browser) {
        for (QTextBlock block = browser.document()->begin(); block.isValid(); block = block.next()) {
            if (block.blockFormat().headingLevel() == 2) {
                return block.blockFormat().topMargin();
            }
        }
        return -1;
    }

    /// The widest picture of the chapter that is shown, in pixels of the screen's layout.
    static double widest_picture(const ui::GuideBrowser& browser) {
        double widest = 0;
        for (QTextBlock block = browser.document()->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                const QTextCharFormat format = it.fragment().charFormat();
                if (format.isImageFormat()) {
                    const auto picture = browser.document()
                                             ->resource(QTextDocument::ImageResource, format.toImageFormat().name())
                                             .value<QImage>();
                    widest = std::max(widest, picture.width() / picture.devicePixelRatio());
                }
            }
        }
        return widest;
    }

public slots:
    void take(const QUrl& url) { m_opened << url; }

private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QSettings().clear();
    }
    void cleanup() {
        ui::apply_language_choice(*qApp, ui::LanguageChoice::kEnglish);
        for (QTranslator* translator : qApp->findChildren<QTranslator*>()) {
            delete translator;  // which takes it out of use
        }
    }

    void f1_opens_the_chapter_of_the_page() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        const QList<QAction*> pages = window->actions_of_window().pages->actions();
        for (int page = 0; page < pages.size(); ++page) {
            pages[page]->trigger();
            const GuideWindow* guide = press_f1(*window);
            QVERIFY(guide != nullptr && guide->isVisible() && !guide->isModal());
            QCOMPARE(guide->chapter(), GuideCatalog::chapter_of(static_cast<ui::Page>(page)));
            QVERIFY(guide->browser()->source().path().contains(QStringLiteral("/en/")));
        }
        QCOMPARE(window->findChildren<GuideWindow*>().size(), 1);
    }

    void the_key_sheet_has_keys_of_its_own() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_F1, Qt::ShiftModifier);
        auto* sheet = window->findChild<ui::KeySheet*>();
        QVERIFY(sheet != nullptr && sheet->isVisible());
        QVERIFY(window->findChild<GuideWindow*>() == nullptr);
        QVERIFY(sheet->shown().contains(QStringLiteral("User's guide: F1")));
        QVERIFY(sheet->shown().contains(QStringLiteral("Key sheet: Shift+F1, ?")));
    }

    void it_speaks_the_language_of_the_window_data() {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QString>("folder");
        QTest::newRow("German") << static_cast<int>(ui::LanguageChoice::kGerman) << QStringLiteral("/de/");
        QTest::newRow("Chinese") << static_cast<int>(ui::LanguageChoice::kChinese) << QStringLiteral("/zh_CN/");
    }
    void it_speaks_the_language_of_the_window() {
        QFETCH(const int, choice);
        QFETCH(const QString, folder);
        ui::apply_language_choice(*qApp, static_cast<ui::LanguageChoice>(choice));
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        const GuideWindow* guide = press_f1(*window);
        QVERIFY(guide != nullptr);
        QVERIFY2(guide->browser()->source().path().contains(folder), qPrintable(guide->browser()->source().path()));
    }

    void the_list_and_the_links_lead_to_chapters() {
        GuideWindow guide(QStringLiteral("en"));
        guide.show_chapter(QStringLiteral("train"));
        guide.show();
        auto* list = guide.findChild<QListWidget*>(QStringLiteral("guide_chapters"));
        QCOMPARE(list->count(), GuideCatalog::chapters().size());
        QCOMPARE(list->currentRow(), GuideCatalog::chapters().indexOf(QStringLiteral("train")));
        list->setCurrentRow(1);
        QCOMPARE(guide.chapter(), QStringLiteral("first-ladder"));
        QVERIFY(guide.browser()->toPlainText().startsWith(QStringLiteral("Your first ladder")));
        const QUrl link = guide.browser()->source().resolved(QUrl(QStringLiteral("own-photographs.md")));
        guide.browser()->setSource(link);  // as a click on the link does
        QCOMPARE(guide.chapter(), QStringLiteral("own-photographs"));
        QCOMPARE(list->currentRow(), 2);
        auto* back = guide.findChild<QToolButton*>(QStringLiteral("guide_back"));
        auto* forward = guide.findChild<QToolButton*>(QStringLiteral("guide_forward"));
        QVERIFY(back->isEnabled() && !forward->isEnabled());
        back->click();
        QCOMPARE(guide.chapter(), QStringLiteral("first-ladder"));
        QVERIFY(forward->isEnabled());
        forward->click();
        QCOMPARE(list->currentRow(), 2);
        // However a chapter was reached, it looks alike.
        back->click();
        QCOMPARE(margin_of_second_heading(*guide.browser()), 2.0 * widgets::kMargin);
    }

    void links_outside_open_in_the_browser() {
        ui::GuideBrowser browser;
        browser.resize(400, 300);
        browser.setMarkdown(QStringLiteral("[a page elsewhere](https://example.org/page)"));
        browser.show();
        QVERIFY(QTest::qWaitForWindowExposed(&browser));
        QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "take");
        const QRect first = browser.cursorRect();  // at the start of the link
        const QPoint inside(first.left() + 8, first.center().y());
        QCOMPARE(browser.anchorAt(inside), QStringLiteral("https://example.org/page"));
        QTest::mouseClick(browser.viewport(), Qt::LeftButton, Qt::NoModifier, inside);
        QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
        QCOMPARE(m_opened, QList<QUrl>{QUrl(QStringLiteral("https://example.org/page"))});
    }

    void pictures_follow_the_width() {
        GuideWindow guide(QStringLiteral("en"));
        guide.resize(1000, 700);
        guide.show_chapter(QStringLiteral("first-ladder"));
        guide.show();
        ui::GuideBrowser& browser = *guide.browser();
        QVERIFY(QTest::qWaitForWindowExposed(&guide));
        // Tall enough for the picture: without it the text alone is shorter.
        QVERIFY(browser.document()->size().height() > 1200);
        const auto fits = [&browser] {
            const double width = widest_picture(browser);
            return width > browser.viewport()->width() * 0.8 && width <= browser.viewport()->width();
        };
        QTRY_VERIFY(fits());
        const double wide = widest_picture(browser);
        guide.resize(700, 700);
        QTRY_VERIFY(widest_picture(browser) < wide && fits());
        QCOMPARE(guide.chapter(), QStringLiteral("first-ladder"));
        QVERIFY(!browser.isBackwardAvailable());  // a change of width is no step
    }
};

DESTUDIO_GUI_TEST(GuideWindowTest)

}  // namespace destudio::guide_window_test

#include "guide_window_test.moc"
