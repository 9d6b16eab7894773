// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/action_state.h"

namespace destudio::ui {

class ReviewPage;

/// A page as the window knows it, beside the widget that it is.
class WindowPage {
public:
    virtual ~WindowPage() = default;

    /// Nothing is being read or worked out for what it shows.
    virtual bool settled() const { return true; }
    /// What actions have to act on while it is shown.
    virtual ActionState action_state() const { return {}; }
    /// It is about one reference and one picture, as the panels beside the pages are.
    virtual bool wants_panels() const { return false; }
    /// Itself where pictures are reviewed on it, else nullptr.
    virtual ReviewPage* review() { return nullptr; }
};

}  // namespace destudio::ui
