/** @odoo-module **/

const FOCUSABLE = "input, textarea, select, [contenteditable=true]";

const nextFrame = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Puts the cursor into a field of the form, wherever its tab is; whether it was found. */
export async function jumpToField(form, name) {
    if (focusField(form, name)) {
        return true;
    }
    for (const tab of form.querySelectorAll(".o_notebook_headers .nav-link:not(.active)")) {
        tab.click();
        await nextFrame();
        if (focusField(form, name)) {
            return true;
        }
    }
    return false;
}

function focusField(form, name) {
    const fields = form.querySelectorAll(`.o_field_widget[name="${name}"]`);
    const control = [...fields].map((el) => el.querySelector(FOCUSABLE)).find(Boolean);
    if (control) {
        control.scrollIntoView({ block: "center" });
        control.focus();
    }
    return Boolean(control);
}
