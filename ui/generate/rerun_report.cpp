// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/rerun_report.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kPictureSide = 240;
constexpr int kSignSide = 24;

/// What a field of the recipe is called on screen.
QString field_text(const std::string& field) {
    if (field == "bundle_hash") {
        return RerunReport::tr("bundle");
    }
    if (field == "adapter_hash") {
        return RerunReport::tr("adapter");
    }
    if (field == "reference_hash") {
        return RerunReport::tr("reference image");
    }
    if (field == "device") {
        return RerunReport::tr("device");
    }
    if (field == "precision") {
        return RerunReport::tr("precision");
    }
    return QString::fromStdString(field);
}

QString value_text(const RecipeDifference& difference, const std::string& value) {
    constexpr std::size_t kHashDigits = 12;
    const bool hash = difference.field.ends_with("_hash");
    return QString::fromStdString(hash ? value.substr(0, kHashDigits) : value);
}

QWidget* picture(const QImage& image, const QString& caption, const QString& none) {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kMargin / 2);
    auto* shown = new QLabel;
    shown->setFixedSize(kPictureSide, kPictureSide);
    shown->setAlignment(Qt::AlignCenter);
    shown->setAccessibleName(caption);
    if (image.isNull()) {
        shown->setText(none);
        shown->setWordWrap(true);
        shown->setProperty("role", QStringLiteral("dim"));
    } else {
        shown->setPixmap(QPixmap::fromImage(
            image.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    }
    auto* title = new QLabel(caption);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    layout->addWidget(shown);
    return box;
}

}  // namespace

QStringList rerun_sentences(const RerunComparison& comparison) {
    QStringList sentences;
    if (comparison.same_bytes) {
        sentences << RerunReport::tr("The file is the same, byte for byte.");
    } else if (comparison.same_picture()) {
        sentences << RerunReport::tr(
            "Every pixel is the same; the file differs in "
            "what is written beside them.");
    } else if (!comparison.picture.same_size) {
        sentences << RerunReport::tr("The pictures have different sizes.");
    } else {
        const double share = 100.0 * static_cast<double>(comparison.picture.pixels) /
                             static_cast<double>(comparison.picture.image.total());
        sentences << RerunReport::tr(
                         "%1 pixels differ (%2 %), by %3 of 255 at "
                         "most and by %4 on average.")
                         .arg(comparison.picture.pixels)
                         .arg(share, 0, 'g', 3)
                         .arg(comparison.picture.largest)
                         .arg(comparison.picture.mean, 0, 'g', 2);
    }
    if (comparison.compared_detections) {
        sentences << (comparison.same_detections()
                          ? RerunReport::tr("All detections are the same.")
                          : RerunReport::tr("Detections: %1 of the original are gone, %2 are new.")
                                .arg(comparison.lost_detections)
                                .arg(comparison.new_detections));
    }
    for (const RecipeDifference& difference : comparison.recipe) {
        sentences << RerunReport::tr("Another %1: %2 then, %3 now.")
                         .arg(field_text(difference.field), value_text(difference, difference.original),
                              value_text(difference, difference.rerun));
    }
    return sentences;
}

RerunReport::RerunReport(const RerunResult& result, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("rerun_report"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Re-run of %1").arg(result.title));
    const bool same = result.comparison.same();
    const QStringList sentences = rerun_sentences(result.comparison);

    auto* sign = new QLabel;
    const auto& colors = widgets::theme_colors();
    sign->setPixmap(
        widgets::icon(same ? QStringLiteral("accept") : QStringLiteral("warning"), same ? colors.good : colors.warn)
            .pixmap(kSignSide, kSignSide));
    auto* verdict = new QLabel(same ? tr("The re-run is the same as the original")
                                    : tr("The re-run is not the same as the original"));
    verdict->setObjectName(QStringLiteral("rerun_verdict"));
    verdict->setProperty("role", QStringLiteral("heading"));
    auto* heading = new QHBoxLayout;
    heading->addWidget(sign);
    heading->addWidget(verdict, 1);
    auto* text = new QLabel(sentences.join(QLatin1Char('\n')));
    text->setObjectName(QStringLiteral("rerun_sentences"));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* pictures = new QHBoxLayout;
    pictures->setSpacing(kMargin);
    pictures->addWidget(picture(result.original, tr("Original"), {}));
    pictures->addWidget(picture(result.rerun, tr("Re-run"), {}));
    pictures->addWidget(picture(result.difference, tr("Difference, stretched"),
                                result.comparison.picture.same_size ? tr("none") : tr("another size")));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* copy = buttons->addButton(tr("Copy the text"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [this, sentences] {
        QGuiApplication::clipboard()->setText(windowTitle() + QLatin1Char('\n') + sentences.join(QLatin1Char('\n')));
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kMargin, 2 * kMargin, 2 * kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addLayout(heading);
    layout->addWidget(text);
    layout->addLayout(pictures);
    layout->addWidget(buttons);
}

}  // namespace destudio::ui
