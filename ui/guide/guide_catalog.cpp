// SPDX-License-Identifier: Apache-2.0
#include "ui/guide/guide_catalog.h"

#include <QFile>
#include <QFileInfo>

// Outside of every namespace, as Qt asks for: the chapters are in a static library.
static void register_guide() {
    Q_INIT_RESOURCE(guide);
}

namespace destudio::ui {
namespace {

QString guide_file(const QString& language, const QString& chapter) {
    return QStringLiteral(":/guide/%1/%2.md").arg(language, chapter);
}

}  // namespace

GuideCatalog::GuideCatalog(const QString& language) : m_language(language) {
    register_guide();
}

const QStringList& GuideCatalog::chapters() {
    static const QStringList names{QStringLiteral("index"),
                                   QStringLiteral("first-ladder"),
                                   QStringLiteral("own-photographs"),
                                   QStringLiteral("models-page"),
                                   QStringLiteral("review-by-keyboard"),
                                   QStringLiteral("scale-up"),
                                   QStringLiteral("train"),
                                   QStringLiteral("export"),
                                   QStringLiteral("command-line"),
                                   QStringLiteral("datasets"),
                                   QStringLiteral("models"),
                                   QStringLiteral("reproducing")};
    return names;
}

QString GuideCatalog::chapter_of(Page page) {
    switch (page) {
        case Page::kLadder:
            return QStringLiteral("first-ladder");
        case Page::kEditor:
        case Page::kGallery:
        case Page::kMap:
            return QStringLiteral("review-by-keyboard");
        case Page::kCharts:
        case Page::kJobs:
            return QStringLiteral("scale-up");
        case Page::kExport:
            return QStringLiteral("export");
        case Page::kTraining:
        case Page::kEvaluation:
            return QStringLiteral("train");
        case Page::kModels:
            return QStringLiteral("models-page");
        case Page::kDomain:
            return QStringLiteral("own-photographs");
    }
    return QStringLiteral("index");
}

QString GuideCatalog::chapter_at(const QUrl& url) {
    const QString name = QFileInfo(url.path()).completeBaseName();
    return url.scheme() == QStringLiteral("qrc") && chapters().contains(name) ? name : QString();
}

QUrl GuideCatalog::url(const QString& chapter) const {
    const QString own = guide_file(m_language, chapter);
    return QUrl(QStringLiteral("qrc") + (QFile::exists(own) ? own : guide_file(QStringLiteral("en"), chapter)));
}

QString GuideCatalog::title(const QString& chapter) const {
    QFile file(QLatin1Char(':') + url(chapter).path());
    if (!file.open(QIODevice::ReadOnly)) {
        return chapter;
    }
    const QString first = QString::fromUtf8(file.readLine()).trimmed();
    return first.startsWith(QStringLiteral("# ")) ? first.mid(2) : chapter;
}

}  // namespace destudio::ui
