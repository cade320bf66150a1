using System.Globalization;
using System.Xml.Linq;

namespace RetentionApi.CustomerPages;

/// <summary>One answer of a choice.</summary>
internal sealed record Choice(string Value, string Label);

/// <summary>What pages are made of: every field has its label, every group of choices its legend.</summary>
internal static class PageElements
{
    public static XElement Paragraph(params object?[] content) => new("p", content);

    /// <summary>Read out at once: what was wrong with what was sent.</summary>
    public static XElement Alert(string text) => new("p", new XAttribute("role", "alert"), text);

    public static XElement Form(params object?[] content) => new("form", new XAttribute("method", "post"), content);

    public static XElement Button(string label) => new("p", new XElement("button", new XAttribute("type", "submit"), label));

    public static XElement Group(string legend, params object?[] content) => new("fieldset", new XElement("legend", legend), content);

    /// <summary>One of some choices, side by side; a name for each end of the scale is in the label of that end.</summary>
    public static IEnumerable<XElement> Choices(string name, IEnumerable<Choice> choices, string? chosen = null, bool isBlock = false) => choices.Select(choice => new XElement(
        "label",
        new XAttribute("class", isBlock ? "choice block" : "choice"),
        new XElement("input", new XAttribute("type", "radio"), new XAttribute("name", name), new XAttribute("value", choice.Value),
            choice.Value == chosen ? new XAttribute("checked", "checked") : null),
        choice.Label));

    public static IEnumerable<XElement> TextArea(string name, string label, int longest, string? text = null)
    {
        yield return new XElement("label", new XAttribute("class", "field"), new XAttribute("for", name), label);
        yield return new XElement("textarea", new XAttribute("id", name), new XAttribute("name", name), new XAttribute("rows", 4),
            new XAttribute("maxlength", longest.ToString(CultureInfo.InvariantCulture)), text ?? ""); // an empty text, so that the element is closed by a tag of its own
    }

    public static XElement Hidden(string name, string value) => new("input", new XAttribute("type", "hidden"), new XAttribute("name", name), new XAttribute("value", value));

    public static XElement List(IEnumerable<object> items) => new("ul", items.Select(item => new XElement("li", item)));
}
