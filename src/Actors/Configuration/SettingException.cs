namespace AkkaSocketIo.Actors.Configuration;

/// <summary>One wrong value: what is wrong, as the end of a sentence that starts with the setting, and what to write instead.</summary>
internal sealed class SettingException(string why, string fix) : Exception(why)
{
    public string Why => Message;

    public string Fix => fix;
}
