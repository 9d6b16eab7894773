// SPDX-License-Identifier: Apache-2.0
// The chapters of the user's guide: complete in every language, with pictures and links that lead somewhere.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QSet>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "ui/guide/guide_catalog.h"

namespace destudio::guide_catalog_test {

using ui::GuideCatalog;

namespace {

constexpr qint64 kMaxPictureBytes = 120 * 1024;
constexpr int kMaxLines = 120;

const QStringList& languages() {
    static const QStringList names{QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("zh_CN")};
    return names;
}

QString resource(const QUrl& url) {
    return QLatin1Char(':') + url.path();
}

QString text_of(const QString& language, const QString& chapter) {
    QFile file(resource(GuideCatalog(language).url(chapter)));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The targets of all links, or of all pictures.
QStringList targets(const QString& text, bool pictures) {
    static const QRegularExpression pattern(QStringLiteral("(!?)\\[[^\\]]*\\]\\(([^)]+)\\)"));
    QStringList found;
    for (const QRegularExpressionMatch& match : pattern.globalMatch(text)) {
        if ((match.captured(1) == QStringLiteral("!")) == pictures) {
            found << match.captured(2);
        }
    }
    return found;
}

/// What is the same in every language: levels of headings, shapes of tables, code, links and pictures.
QStringList skeleton(const QString& text) {
    QStringList parts;
    bool code = false;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QStringLiteral("```"))) {
            code = !code;
        } else if (code) {
            parts << line;
        } else if (line.startsWith(QLatin1Char('#'))) {
            parts << line.section(QLatin1Char(' '), 0, 0);
        } else if (line.startsWith(QLatin1Char('|'))) {
            parts << QStringLiteral("table of %1").arg(line.count(QLatin1Char('|')));
        }
    }
    QStringList links = targets(text, false);
    links.sort();
    return parts + links + targets(text, true);
}

void add_languages() {
    QTest::addColumn<QString>("language");
    for (const QString& language : languages()) {
        QTest::newRow(qPrintable(language)) << language;
    }
}

}  // namespace

class GuideCatalogTest : public QObject {
    Q_OBJECT

private slots:
    void every_page_has_a_chapter_in_each_language_data() { add_languages(); }
    void every_page_has_a_chapter_in_each_language() {
        QFETCH(const QString, language);
        const GuideCatalog catalog(language);
        for (int page = 0; page <= static_cast<int>(ui::Page::kJobs); ++page) {
            const QString chapter = GuideCatalog::chapter_of(static_cast<ui::Page>(page));
            QVERIFY(GuideCatalog::chapters().contains(chapter));
            QVERIFY(chapter != QStringLiteral("index"));
            QCOMPARE(catalog.url(chapter).path(), QStringLiteral("/guide/%1/%2.md").arg(language, chapter));
        }
    }

    void every_chapter_is_there_and_listed_data() { add_languages(); }
    void every_chapter_is_there_and_listed() {
        QFETCH(const QString, language);
        const GuideCatalog catalog(language);
        const QStringList listed = targets(text_of(language, QStringLiteral("index")), false);
        QSet<QString> titles;
        for (const QString& chapter : GuideCatalog::chapters()) {
            QVERIFY2(QFile::exists(QStringLiteral(":/guide/%1/%2.md").arg(language, chapter)), qPrintable(chapter));
            QVERIFY2(catalog.title(chapter) != chapter, qPrintable(chapter));
            titles.insert(catalog.title(chapter));
            const QString text = text_of(language, chapter);
            QVERIFY2(text.count(QLatin1Char('\n')) <= kMaxLines, qPrintable(chapter));
            QVERIFY2(chapter == QStringLiteral("index") || listed.contains(chapter + QStringLiteral(".md")),
                     qPrintable(chapter));
        }
        QCOMPARE(titles.size(), GuideCatalog::chapters().size());
        // And no file that nobody would ever see.
        const QDir folder(QStringLiteral(DESTUDIO_SOURCE_DIR "/resources/guide/") + language);
        QCOMPARE(folder.entryList(QDir::Files).size(), GuideCatalog::chapters().size());
    }

    void pictures_and_links_resolve_data() { add_languages(); }
    void pictures_and_links_resolve() {
        QFETCH(const QString, language);
        const GuideCatalog catalog(language);
        QSet<QString> shown;
        for (const QString& chapter : GuideCatalog::chapters()) {
            const QString text = text_of(language, chapter);
            for (const QString& target : targets(text, false)) {
                const QUrl url = catalog.url(chapter).resolved(QUrl(target));
                QVERIFY2(!GuideCatalog::chapter_at(url).isEmpty(), qPrintable(chapter + QStringLiteral(": ") + target));
            }
            for (const QString& target : targets(text, true)) {
                const QString file = resource(catalog.url(chapter).resolved(QUrl(target)));
                QVERIFY2(!QImage(file).isNull(), qPrintable(chapter + QStringLiteral(": ") + target));
                QVERIFY2(QFile(file).size() <= kMaxPictureBytes, qPrintable(target));
                shown.insert(file.section(QLatin1Char('/'), -1));
            }
        }
        const QDir pictures(QStringLiteral(DESTUDIO_SOURCE_DIR "/resources/guide/pictures"));
        for (const QString& file : pictures.entryList(QDir::Files)) {
            QVERIFY2(shown.contains(file), qPrintable(file));
        }
    }

    void languages_say_the_same_data() {
        QTest::addColumn<QString>("chapter");
        for (const QString& chapter : GuideCatalog::chapters()) {
            QTest::newRow(qPrintable(chapter)) << chapter;
        }
    }
    void languages_say_the_same() {
        QFETCH(const QString, chapter);
        const QStringList english = skeleton(text_of(QStringLiteral("en"), chapter));
        QVERIFY(english.size() > 5);
        for (const QString& language : languages()) {
            QCOMPARE(skeleton(text_of(language, chapter)), english);
        }
    }

    void another_language_gets_english() {
        const GuideCatalog catalog(QStringLiteral("fr"));
        QCOMPARE(catalog.url(QStringLiteral("train")), QUrl(QStringLiteral("qrc:/guide/en/train.md")));
        QCOMPARE(catalog.title(QStringLiteral("train")),
                 GuideCatalog(QStringLiteral("en")).title(QStringLiteral("train")));
    }

    void a_link_elsewhere_is_no_chapter() {
        QCOMPARE(GuideCatalog::chapter_at(QUrl(QStringLiteral("https://example.org/train.md"))), QString());
        QCOMPARE(GuideCatalog::chapter_at(QUrl(QStringLiteral("qrc:/guide/en/nothing.md"))), QString());
    }
};

DESTUDIO_CORE_TEST(GuideCatalogTest)

}  // namespace destudio::guide_catalog_test

#include "guide_catalog_test.moc"
