namespace RetentionApi.Domain.Common;

/// <summary>What the names of the API's enums are called in a sentence.</summary>
public static class Words
{
    public static readonly IReadOnlyDictionary<string, (string English, string Chinese)> All = new Dictionary<string, (string, string)>
    {
        ["basic"] = ("basic", "基础"),
        ["proactive"] = ("proactive", "主动"),
        ["cooperative"] = ("cooperative", "协作"),
        ["responsible"] = ("responsible", "负责"),
        ["interactive"] = ("interactive", "互动"),
        ["cognitive"] = ("Cognitive trust", "认知信任"),
        ["affective"] = ("Affective trust", "情感信任"),
        ["behavioural"] = ("Behavioural trust", "行为信任"),
        ["ability"] = ("Ability", "能力"),
        ["integrity"] = ("Integrity", "诚信"),
        ["promises"] = ("Promises", "承诺"),
        ["answers"] = ("Answers", "咨询回复"),
        ["cases"] = ("Cases", "售后问题"),
        ["suggestions"] = ("Suggestions", "客户建议"),
        ["checks"] = ("Checks", "质量回访"),
        ["news"] = ("News", "主动告知"),
        ["benevolence"] = ("Benevolence", "善意"),
        ["price"] = ("the price", "价格"),
        ["convenience"] = ("convenience", "便利"),
        ["quality"] = ("quality", "质量"),
        ["relationship"] = ("how they were treated", "服务"),
        ["environment"] = ("the environment", "环境"),
        ["product"] = ("a product", "商品"),
        ["delivery"] = ("a delivery", "配送"),
        ["other"] = ("something else", "其他事项"),
    };

    public static string Of(string name, bool isChinese) => isChinese ? All[name].Chinese : All[name].English;
}
