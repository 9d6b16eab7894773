// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include "ui/base/page.h"

namespace destudio::ui {

/// The user's guide as it is in the program: one Markdown file for each chapter and language, with pictures that all
/// languages share. A language that lacks a chapter gets the English one.
class GuideCatalog {
public:
    /// @param language "en", "de", "zh_CN"; others are English
    explicit GuideCatalog(const QString& language);

    /// File names without their ending, in reading order; the list of chapters first.
    static const QStringList& chapters();
    /// The chapter about a page of the window.
    static QString chapter_of(Page page);
    /// The chapter that a link leads to; empty when it leads elsewhere.
    static QString chapter_at(const QUrl& url);

    /// Where the chapter is: "qrc:/guide/de/train.md".
    QUrl url(const QString& chapter) const;
    /// Its first heading.
    QString title(const QString& chapter) const;

private:
    QString m_language;
};

}  // namespace destudio::ui
