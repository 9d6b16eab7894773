// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/fit_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace destudio::ui {
namespace {

struct FitTexts {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::FitTexts)
};

QString some_of(const std::vector<std::string>& classes) {
    constexpr std::size_t kShown = 5;
    QStringList names;
    for (std::size_t i = 0; i < classes.size() && i < kShown; ++i) {
        names << QString::fromStdString(classes[i]);
    }
    if (classes.size() > kShown) {
        names << FitTexts::tr("%1 more").arg(classes.size() - kShown);
    }
    return names.join(QStringLiteral(", "));
}

}  // namespace

QString fit_text(const ModelFit& fit) {
    if (fit.other_look && fit.finds_none()) {
        return FitTexts::tr(
                   "This model draws clip art and finds none of your %1 classes (%2). With it, variants of "
                   "photographs will not be usable.")
            .arg(fit.classes)
            .arg(some_of(fit.not_found));
    }
    if (fit.other_look) {
        return FitTexts::tr(
            "This model draws clip art, and these are photographs: with it, their variants will not be "
            "usable.");
    }
    if (fit.finds_none()) {
        return FitTexts::tr(
                   "The adapter in use finds none of your %1 classes (%2): variants will have no boxes of them.")
            .arg(fit.classes)
            .arg(some_of(fit.not_found));
    }
    return {};
}

}  // namespace destudio::ui
