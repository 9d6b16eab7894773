// SPDX-License-Identifier: Apache-2.0
#include "ui/session/state_words.h"

#include <QCoreApplication>

namespace destudio::ui {

QString state_word(VariantState state) {
    switch (state) {
        case VariantState::kNew:
            return QCoreApplication::translate("destudio::ui::GalleryModel", "not reviewed");
        case VariantState::kAccepted:
            return QCoreApplication::translate("destudio::ui::GalleryModel", "accepted");
        case VariantState::kEdited:
            return QCoreApplication::translate("destudio::ui::GalleryModel", "edited");
        case VariantState::kRejected:
            return QCoreApplication::translate("destudio::ui::GalleryModel", "rejected");
        case VariantState::kFailed:
            return QCoreApplication::translate("destudio::ui::GalleryModel", "failed");
    }
    return {};
}

}  // namespace destudio::ui
