// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPoint>
#include <optional>

#include "ui/pages/window_page.h"
#include "ui/session/box_target.h"

namespace destudio::widgets {
class BoxCanvas;
}

namespace destudio::ui {

/// A page on which pictures are looked at and decided about. The same keys work on each of them; what they act on is
/// the page's to know. Every function does nothing when there is nothing it could act on.
class ReviewPage : public WindowPage {
public:
    /// What the keys act on; nothing while no picture is chosen.
    virtual std::optional<BoxTarget> current_target() const = 0;
    /// The picture under a position on the screen.
    virtual std::optional<BoxTarget> target_at(QPoint global_position) const = 0;
    /// The canvas that keys are for; nullptr where pictures lie on none.
    virtual widgets::BoxCanvas* canvas() const { return nullptr; }

    // Doing it again takes it back.
    virtual void accept() = 0;
    virtual void reject() = 0;
    /// To the next picture (1) or the one before (-1).
    virtual void go(int direction) = 0;
    // Decide and go on to the next that nobody reviewed: one key an image.
    virtual void accept_and_next() = 0;
    virtual void reject_and_next() = 0;
    virtual void go_to_unreviewed() = 0;
    /// Asks for another class.
    virtual void relabel() = 0;
    /// Larger pictures, or smaller ones, by so many steps.
    virtual void zoom(int steps) = 0;
    /// The keys of the review go to it from now on.
    virtual void take_focus() = 0;

    ReviewPage* review() final { return this; }
};

}  // namespace destudio::ui
