namespace RetentionApi.Messaging.Templates;

/// <summary>What a template is tried with before it is taken: all there can be to say, and as little as there can be.</summary>
internal static class MessageSamples
{
    public static readonly MessageContent Full = new(
        "Tea & Kettle", "王芳", [new MessageProduct("龙井 250 g", "Keep it cool & dry.", "129.00 CNY", "Rated best in its class.")], "Yes:\nboiling water is too hot.",
        "https://care.example.com/c/…", "Larger packs", "https://care.example.com/c/…");

    public static readonly IReadOnlyList<MessageContent> All = [Full, new MessageContent("Tea & Kettle", null, [])];
}
